-- A database as the program wrote it before there were push keys: one medal, one score, one tablet.
PRAGMA application_id = 1330403661;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE applied_request (
  id TEXT PRIMARY KEY,
  payload_hash TEXT NOT NULL,
  result TEXT NOT NULL,
  checksum BIGINT NOT NULL);
INSERT INTO "applied_request" VALUES('w/1','b5780c5ec4b5dca9eb81e193a3e5f2d61480700989b7c1d3babd9b98a3060b0d','tally	Gaul	1	0	0	4202301b3d020e55.10	1795428000000000',635304345);
INSERT INTO "applied_request" VALUES('w/2','e526f7b1ac1f3a958c2988ac090e1f748ebdf0d800fbd4d1689c29666bba2b21','score	Stone Curling	5	false	4202301b3d020e55.11	1795428000000000',743478583);
CREATE TABLE epoch (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  first_number BIGINT NOT NULL,
  checksum BIGINT NOT NULL);
INSERT INTO "epoch" VALUES('94e1848b09e177ef',1,1,1860040017);
INSERT INTO "epoch" VALUES('4202301b3d020e55',2,10,3307410301);
CREATE TABLE event (
  folded TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  score TEXT NOT NULL,
  epoch TEXT NOT NULL REFERENCES epoch (id),
  number BIGINT NOT NULL,
  as_of BIGINT NOT NULL,
  checksum BIGINT NOT NULL);
INSERT INTO "event" VALUES('stone curling','Stone Curling','5','4202301b3d020e55',11,1795428000000000,881895607);
INSERT INTO "event" VALUES('stone skating','Stone Skating','No score yet!','94e1848b09e177ef',7,1795670548207326,3801314061);
INSERT INTO "event" VALUES('underwater stone weaving','Underwater Stone Weaving','No score yet!','94e1848b09e177ef',8,1795670548207326,2178575642);
INSERT INTO "event" VALUES('synchronized stone swimming','Synchronized Stone Swimming','No score yet!','94e1848b09e177ef',9,1795670548207326,1288761632);
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  owner TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  last_number BIGINT NOT NULL,
  checksum BIGINT NOT NULL);
INSERT INTO "meta" VALUES(1,'olympic games scores',1,11,449457055);
CREATE TABLE registration (
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  teams TEXT NOT NULL,
  events TEXT NOT NULL,
  expires BIGINT NOT NULL,
  checksum BIGINT NOT NULL,
  PRIMARY KEY (host, port));
INSERT INTO "registration" VALUES('127.0.0.1',8005,'Gaul','Stone Curling',1795428030000000,1595746966);
CREATE TABLE score_writer (
  event TEXT NOT NULL REFERENCES event (folded),
  writer TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  checksum BIGINT NOT NULL,
  PRIMARY KEY (event, writer));
INSERT INTO "score_writer" VALUES('stone curling','w',2,3605253122);
CREATE TABLE team (
  folded TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  gold INTEGER NOT NULL,
  silver INTEGER NOT NULL,
  bronze INTEGER NOT NULL,
  epoch TEXT NOT NULL REFERENCES epoch (id),
  number BIGINT NOT NULL,
  as_of BIGINT NOT NULL,
  checksum BIGINT NOT NULL);
INSERT INTO "team" VALUES('gaul','Gaul',1,0,0,'4202301b3d020e55',10,1795428000000000,774652974);
INSERT INTO "team" VALUES('rome','Rome',0,0,0,'94e1848b09e177ef',2,1795670548207326,153999625);
INSERT INTO "team" VALUES('carthage','Carthage',0,0,0,'94e1848b09e177ef',3,1795670548207326,4112192710);
INSERT INTO "team" VALUES('greece','Greece',0,0,0,'94e1848b09e177ef',4,1795670548207326,3881048734);
INSERT INTO "team" VALUES('persia','Persia',0,0,0,'94e1848b09e177ef',5,1795670548207326,3884693239);
CREATE INDEX team_by_number ON team (number);
CREATE INDEX event_by_number ON event (number);
CREATE INDEX registration_by_expiry ON registration (expires);
COMMIT;
