-- Somebody's access has changed: a session ended or lengthened, roles given or taken, a person disabled. Open streams
-- of this person ask anew who he is. Equal notices of one transaction are merged by PostgreSQL itself.
CREATE FUNCTION relayward_tell_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('relayward_access', to_jsonb(OLD) ->> TG_ARGV[0]);
    RETURN NULL;
END
$$;

CREATE TRIGGER "AuthSession_tell_access" AFTER UPDATE OF "revokedAt", "endsAt" ON "AuthSession"
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION relayward_tell_access('userId');
CREATE TRIGGER "AuthSession_tell_access_gone" AFTER DELETE ON "AuthSession"
    FOR EACH ROW EXECUTE FUNCTION relayward_tell_access('userId');
CREATE TRIGGER "User_tell_access" AFTER UPDATE OF "roles", "disabledAt", "customerId" ON "User"
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION relayward_tell_access('id');
