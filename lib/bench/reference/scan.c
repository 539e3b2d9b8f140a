/* The limit that the benchmark compares with: counts deliveries by account, recipient domain and status, in plain C.
   It trusts its input (no bad bytes, no rotation, no bounds against a hostile log), which ours must not. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define QUEUE (1 << 18)
#define EVENTS (1 << 20)
#define BLOCK (1 << 20)

typedef struct { char id[24]; int id_length; char account[72]; int account_length; } Queued;
typedef struct { uint64_t hash; int times; char key[120]; } Event;

static Queued *queue;
static Event *events;
static long lines, deliveries, cells;

static uint64_t hash_of(const char *at, int length, uint64_t hash) {
  for (; length >= 8; at += 8, length -= 8) {
    uint64_t eight;
    memcpy(&eight, at, 8);
    hash = (hash ^ eight) * 0x9E3779B97F4A7C15ull;
    hash ^= hash >> 29;
  }
  uint64_t rest = 0;
  memcpy(&rest, at, length);
  hash = (hash ^ rest ^ (uint64_t)length << 56) * 0x9E3779B97F4A7C15ull;
  return hash ^ (hash >> 32);
}

static Queued *find(const char *id, int length, int to_add) {
  Queued *grave = 0;
  for (uint32_t at = hash_of(id, length, 1) & (QUEUE - 1);; at = (at + 1) & (QUEUE - 1)) {
    Queued *each = &queue[at];
    if (each->id_length == 0) return to_add ? (grave ? grave : each) : 0;
    if (each->id_length < 0) {
      if (!grave) grave = each;
    } else if (each->id_length == length && !memcmp(each->id, id, length)) return each;
  }
}

static void add(const char *id, int length, const char *account, int account_length) {
  if (length > 24 || account_length > 72) return;
  Queued *each = find(id, length, 1);
  memcpy(each->id, id, length);
  each->id_length = length;
  memcpy(each->account, account, account_length);
  each->account_length = account_length;
}

static void count(const char *id, int length, const char *text, const char *end) {
  const char *close = memchr(text + 4, '>', end - text - 4), *at = close;
  while (*at != '@') at--;
  const char *status = memmem(close, end - close, " status=", 8);
  if (!status) return;
  deliveries++;
  Queued *mail = find(id, length, 0);
  char key[400];
  int used = 0;
  if (mail) memcpy(key, mail->account, used = mail->account_length);
  key[used++] = status[8];
  memcpy(key + used, at + 1, close - at - 1);
  used += close - at - 1;
  uint64_t hash = hash_of(key, used, 7);
  uint32_t slot = hash & (EVENTS - 1);
  while (events[slot].hash && events[slot].hash != hash) slot = (slot + 1) & (EVENTS - 1);
  if (!events[slot].hash) {
    events[slot].hash = hash;
    memcpy(events[slot].key, key, used < 120 ? used : 119);
    cells++;
  }
  events[slot].times++;
}

static void take(const char *line, const char *end) {
  const char *at = memchr(line + 16, ' ', end - line - 16);
  if (!at || at[1] != 'p' || at[8] != '/') return;
  at = memchr(at + 9, ']', end - at - 9);
  if (!at || at[1] != ':') return;
  const char *id = at + 3, *colon = id;
  for (; colon < end && *colon != ':'; colon++) if (*colon == ' ') return;
  const char *text = colon + 2;
  int length = colon - id;
  if (text >= end) return;
  if (text[0] == 't' && text[1] == 'o') count(id, length, text, end);
  else if (text[0] == 'c' && text[1] == 'l') {
    const char *equals = memrchr(text, '=', end - text);
    if (equals && equals[-1] == 'e' && equals[-13] == 's') add(id, length, equals + 1, end - equals - 1);
  } else if (text[0] == 'u' && text[1] == 'i') {
    const char *open = memchr(text, '<', end - text);
    if (open) add(id, length, open + 1, end - open - 2);
  } else if (text[0] == 'r' && end - text == 7) {
    Queued *mail = find(id, length, 0);
    if (mail) mail->id_length = -1;
  }
}

int main(int count_of_arguments, char **arguments) {
  static char block[BLOCK + 65536];
  int file = count_of_arguments > 1 ? open(arguments[1], O_RDONLY) : -1;
  if (file < 0) return 2;
  queue = calloc(QUEUE, sizeof *queue);
  events = calloc(EVENTS, sizeof *events);
  long held = 0, got;
  while ((got = read(file, block + held, BLOCK)) > 0) {
    char *line = block, *end = block + held + got, *newline;
    for (; (newline = memchr(line, '\n', end - line)); line = newline + 1) {
      lines++;
      take(line, newline);
    }
    memmove(block, line, end - line);
    held = end - line;
  }
  printf("%ld %ld %ld\n", lines, deliveries, cells);
}
