-- Names a host was seen under from outside: what it calls itself, and what its addresses are called. Lists are asked about
-- them. A look that could not find a name out leaves what was seen before.
CREATE TABLE "SeenName" (
    "hostId" INTEGER NOT NULL,
    "use" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SeenName_pkey" PRIMARY KEY ("hostId","use","name")
);

ALTER TABLE "SeenName" ADD CONSTRAINT "SeenName_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Questions to lists that allow so many in a day: counted by what they share and by hour, for a day, by all workers.
CREATE TABLE "ListQuestions" (
    "sharing" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "ListQuestions_pkey" PRIMARY KEY ("sharing","hour")
);
