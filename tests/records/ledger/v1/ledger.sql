BEGIN TRANSACTION;
CREATE TABLE attempts (
            attempt TEXT PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE,
            file TEXT NOT NULL REFERENCES files (sha256),
            received TEXT NOT NULL,
            learner TEXT NOT NULL,
            name TEXT,
            is_self_declared INTEGER NOT NULL,
            course TEXT NOT NULL,
            quiz TEXT NOT NULL,
            quiz_version TEXT NOT NULL,
            quiz_title TEXT NOT NULL,
            kind TEXT NOT NULL,
            module TEXT,
            language TEXT NOT NULL,
            seq INTEGER NOT NULL,
            previous TEXT,
            started TEXT NOT NULL,
            submitted TEXT NOT NULL,
            tz_offset INTEGER NOT NULL,
            score TEXT,
            score_decimal TEXT,
            mastery_score TEXT,
            passed INTEGER,
            flags TEXT NOT NULL,
            record TEXT NOT NULL
        );
INSERT INTO "attempts" VALUES('00000001-0000-4000-8000-000000000000','1c2a263e40852464c878e7b1d44b4df7ab34ace2c12c53a1a5dc1b4349cf4a6a','92566742cfe750d5edcc4b9eac2a8bbd67c221eb999ac75554549a72e42ca213','2026-11-22T12:00:00.000Z','name-30f7328962f1','Anna Berg',1,'https://example.org/course','final','0123456789abcdef0123456789abcdef','Final','record',NULL,'en',1,NULL,'2026-11-21T10:00:00.000Z','2026-11-21T10:05:00.000Z',60,'1','1.0000','0.8',1,'["unsigned", "self-declared"]','{"attempt":"00000001-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Anna Berg","enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "attempts" VALUES('00000002-0000-4000-8000-000000000000','a969e2ae8ae49d67420feaf29755e318315028ba24baae9f6c93ed4935ae69b3','92566742cfe750d5edcc4b9eac2a8bbd67c221eb999ac75554549a72e42ca213','2026-11-22T12:00:00.000Z','no-name-00000002',NULL,1,'https://example.org/course','final','0123456789abcdef0123456789abcdef','Final','record',NULL,'en',2,'1c2a263e40852464c878e7b1d44b4df7ab34ace2c12c53a1a5dc1b4349cf4a6a','2026-11-21T10:00:00.000Z','2026-11-21T10:05:00.000Z',60,'1','1.0000','0.8',1,'["unsigned", "no-name"]','{"attempt":"00000002-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":null,"enrolment":null,"language":"en","previous":"1c2a263e40852464c878e7b1d44b4df7ab34ace2c12c53a1a5dc1b4349cf4a6a","quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":2,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "attempts" VALUES('00000003-0000-4000-8000-000000000000','5290df657eadd891cadba4c18f1b98ab86f027b106b5f82d56b900d39ba7bbe4','42ee57b9b313556afcff395b007422500fb44e4c7b9fbf755a9cce324e06390f','2026-11-23T12:00:00.007Z','name-49bdb0e30b9c','Zoë Ek',1,'https://example.org/course','final','0123456789abcdef0123456789abcdef','Final','record',NULL,'en',9,'0000000000000000000000000000000000000000000000000000000000000000','2026-11-21T10:00:00.000Z','2026-11-21T10:05:00.000Z',60,'1','1.0000','0.8',1,'["unsigned", "self-declared"]','{"attempt":"00000003-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Zoë Ek","enrolment":null,"language":"en","previous":"0000000000000000000000000000000000000000000000000000000000000000","quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":9,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "attempts" VALUES('00000004-0000-4000-8000-000000000000','5c852a4bcc00d94fbcfbac3a0522dd5703c8925be37825bd488eded26ffd5dd6','42ee57b9b313556afcff395b007422500fb44e4c7b9fbf755a9cce324e06390f','2026-11-23T12:00:00.007Z','name-30f7328962f1','Anna Berg',1,'https://example.org/course','final','0123456789abcdef0123456789abcdef','Final','record',NULL,'en',1,NULL,'2026-11-21T10:00:00.000Z','2026-11-21T10:05:00.000Z',60,'1/2','0.5000','0.8',0,'["unsigned", "self-declared"]','{"attempt":"00000004-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Anna Berg","enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":5000,"response":"b"},{"item":"final/gap","ms":5000,"response":["sorry"]},{"item":"final/mood","ms":5000,"response":null}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "attempts" VALUES('0000000a-0000-4000-8000-000000000000','4e398165efabc0dd0e31479900509728e5ebe6e0f0c682b16eacb894127f3865','8cb0c541606ddc4c8b4339f95dda05d4a1ee65133b726ec1056eb96062ad4b33','2026-11-29T12:00:00.000Z','no-name-0000000a',NULL,1,'https://example.org/course','final','0123456789abcdef0123456789abcdef','Final','record',NULL,'en',1,NULL,'2026-11-21T10:00:00.000Z','2026-11-21T10:05:00.000Z',60,'1','1.0000','0.8',1,'["unsigned", "no-name"]','{"attempt":"0000000a-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":null,"enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "attempts" VALUES('0000000b-0000-4000-8000-000000000000','15924854cb5d4eef38bcf7992152e5b61262f3e69142ddb22b4ca5baeb03cec8','8cb0c541606ddc4c8b4339f95dda05d4a1ee65133b726ec1056eb96062ad4b33','2026-11-29T12:00:00.000Z','name-30f7328962f1','Anna Berg',1,'https://example.org/course','final','0123456789abcdef0123456789abcdef','Final','record',NULL,'en',1,NULL,'2026-11-21T10:00:00.000Z','2026-11-21T10:05:00.000Z',60,'1','1.0000','0.8',1,'["unsigned", "self-declared"]','{"attempt":"0000000b-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Anna Berg","enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "attempts" VALUES('00000014-0000-4000-8000-000000000000','a829f8863da9913b5588a863aa407ae94dc16d1d7fbe312510162bd44279243f','9cdc3b4434a528b691b02df78d7054a74d617039248b174d6670a432ad43961a','2026-11-30T12:00:00.000Z','name-30f7328962f1','Anna Berg',1,'https://example.org/course','final','0123456789abcdef0123456789abcdef','Final','record',NULL,'en',1,NULL,'2026-11-21T10:00:00.000Z','2026-11-21T10:05:00.000Z',60,'1','1.0000','0.8',1,'["unsigned", "self-declared"]','{"attempt":"00000014-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Anna Berg","enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "attempts" VALUES('00000016-0000-4000-8000-000000000000','3d1af66b3db54f7aa2c030f8b440deaf1e9dc0b5357d59d9835fafe5de242481','9cdc3b4434a528b691b02df78d7054a74d617039248b174d6670a432ad43961a','2026-11-30T12:00:00.000Z','name-30f7328962f1','Anna Berg',1,'https://example.org/course','final','0123456789abcdef0123456789abcdef','Final','record',NULL,'en',1,NULL,'2026-11-21T10:00:00.000Z','2026-11-21T10:05:00.000Z',60,'1','1.0000','0.8',1,'["unsigned", "self-declared"]','{"attempt":"00000016-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Anna Berg","enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "attempts" VALUES('00000015-0000-4000-8000-000000000000','dd366a5d312a6bc5bfda4509c2bb9a4d9a91f34302ffbcf8c369b402ba5c091b','89730bebff2bdad38894004ece1556a13e6c0badb5afe1b86223791f31daf1d9','2026-11-30T12:00:00.000Z','name-30f7328962f1','Anna Berg',1,'https://example.org/course','final','0123456789abcdef0123456789abcdef','Final','record',NULL,'en',1,NULL,'2026-11-21T10:00:00.000Z','2026-11-21T10:05:00.000Z',60,'1','1.0000','0.8',1,'["unsigned", "self-declared"]','{"attempt":"00000015-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Anna Berg","enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
CREATE TABLE declared_names (
            digest TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (digest, name)
        ) WITHOUT ROWID;
INSERT INTO "declared_names" VALUES('1c2a263e40852464c878e7b1d44b4df7ab34ace2c12c53a1a5dc1b4349cf4a6a','Anna Berg');
INSERT INTO "declared_names" VALUES('24dd214bd365f1834e765eb45332b5a981a379a80728da4e22e39efaf1afa358','Anna Berg');
INSERT INTO "declared_names" VALUES('3d1af66b3db54f7aa2c030f8b440deaf1e9dc0b5357d59d9835fafe5de242481','Anna Berg');
INSERT INTO "declared_names" VALUES('451b4f20616e3a99aeabd228e6118f74b7fc199f6d37336c2df45814ba980d24','Anna Berg');
INSERT INTO "declared_names" VALUES('5290df657eadd891cadba4c18f1b98ab86f027b106b5f82d56b900d39ba7bbe4','Anna Berg');
INSERT INTO "declared_names" VALUES('5c852a4bcc00d94fbcfbac3a0522dd5703c8925be37825bd488eded26ffd5dd6','Anna Berg');
INSERT INTO "declared_names" VALUES('5c9410dcf455aade96295b9a852c5360714d0ad25e4e77772482a52c077d97ae','Anna Berg');
INSERT INTO "declared_names" VALUES('6b6968dac9438aea432d6bb29ad5b46d5fc53767ed32b3ed97aef1ce52621b9d','Anna Berg');
INSERT INTO "declared_names" VALUES('a829f8863da9913b5588a863aa407ae94dc16d1d7fbe312510162bd44279243f','Anna Berg');
INSERT INTO "declared_names" VALUES('a969e2ae8ae49d67420feaf29755e318315028ba24baae9f6c93ed4935ae69b3','Anna Berg');
INSERT INTO "declared_names" VALUES('bd6e233a30697d90ff07d7fdf04b022a04db4a288009b57fea5fcf710e77f64a','Anna Berg');
INSERT INTO "declared_names" VALUES('c2533d9d0a069414a7983bbb214a649aaf6f262662ca953da3370c40250957ae','Anna Berg');
INSERT INTO "declared_names" VALUES('dd366a5d312a6bc5bfda4509c2bb9a4d9a91f34302ffbcf8c369b402ba5c091b','Anna Berg');
CREATE TABLE files (
            sha256 TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            received TEXT NOT NULL
        );
INSERT INTO "files" VALUES('92566742cfe750d5edcc4b9eac2a8bbd67c221eb999ac75554549a72e42ca213','b.json',1589,'2026-11-22T12:00:00.000Z');
INSERT INTO "files" VALUES('a99bc163cb6b6f66abc67e30d41d9c30735ec38dacdf4ccea6d48789bb67a927','a.json',851,'2026-11-22T12:00:00.000Z');
INSERT INTO "files" VALUES('4fd3f7e4c148861c6e8354c304e02eb69e6022b05ca7f56cec3551dfd8582fa9','only duplicates.json',1590,'2026-11-22T13:00:00.000Z');
INSERT INTO "files" VALUES('42ee57b9b313556afcff395b007422500fb44e4c7b9fbf755a9cce324e06390f','c.json',1591,'2026-11-23T12:00:00.007Z');
INSERT INTO "files" VALUES('b7609a2b17712a71ae443aa1d2bc7af22ca722a887756da0ac6eb7d7c00d87c9','d.json',1534,'2026-11-24T12:00:00.000Z');
INSERT INTO "files" VALUES('567ae2f11131cea94439d32d9e51c96d3eeca9eec6ec8010aec706be1b676165','e.json',851,'2026-11-25T12:00:00.000Z');
INSERT INTO "files" VALUES('827405a3bb186d37089b701739f8950634c2a6892b3267d0605eb585fe20d39d','f.json',778,'2026-11-27T12:00:00.000Z');
INSERT INTO "files" VALUES('2b091af3c494ca686b03e351f16188bc894a4481033ebde8734e82d94ae17948','g.json',1453,'2026-11-28T12:00:00.000Z');
INSERT INTO "files" VALUES('8cb0c541606ddc4c8b4339f95dda05d4a1ee65133b726ec1056eb96062ad4b33','h.ndjson',1364,'2026-11-29T12:00:00.000Z');
INSERT INTO "files" VALUES('9cdc3b4434a528b691b02df78d7054a74d617039248b174d6670a432ad43961a','pair.json',1534,'2026-11-30T12:00:00.000Z');
INSERT INTO "files" VALUES('89730bebff2bdad38894004ece1556a13e6c0badb5afe1b86223791f31daf1d9','pair.json',1534,'2026-11-30T12:00:00.000Z');
CREATE TABLE item_results (
            attempt TEXT NOT NULL REFERENCES attempts (attempt) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            item TEXT NOT NULL,
            objective TEXT,
            points INTEGER NOT NULL,
            score TEXT,
            score_decimal TEXT,
            ms INTEGER NOT NULL,
            PRIMARY KEY (attempt, position)
        ) WITHOUT ROWID;
INSERT INTO "item_results" VALUES('00000001-0000-4000-8000-000000000000',0,'final/two','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000001-0000-4000-8000-000000000000',1,'final/gap','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000001-0000-4000-8000-000000000000',2,'final/mood','m01.o1',1,NULL,NULL,9000);
INSERT INTO "item_results" VALUES('00000002-0000-4000-8000-000000000000',0,'final/two','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000002-0000-4000-8000-000000000000',1,'final/gap','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000002-0000-4000-8000-000000000000',2,'final/mood','m01.o1',1,NULL,NULL,9000);
INSERT INTO "item_results" VALUES('00000003-0000-4000-8000-000000000000',0,'final/two','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000003-0000-4000-8000-000000000000',1,'final/gap','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000003-0000-4000-8000-000000000000',2,'final/mood','m01.o1',1,NULL,NULL,9000);
INSERT INTO "item_results" VALUES('00000004-0000-4000-8000-000000000000',0,'final/two','m01.o1',1,'0','0.0000',5000);
INSERT INTO "item_results" VALUES('00000004-0000-4000-8000-000000000000',1,'final/gap','m01.o1',1,'1','1.0000',5000);
INSERT INTO "item_results" VALUES('00000004-0000-4000-8000-000000000000',2,'final/mood','m01.o1',1,NULL,NULL,5000);
INSERT INTO "item_results" VALUES('0000000a-0000-4000-8000-000000000000',0,'final/two','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('0000000a-0000-4000-8000-000000000000',1,'final/gap','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('0000000a-0000-4000-8000-000000000000',2,'final/mood','m01.o1',1,NULL,NULL,9000);
INSERT INTO "item_results" VALUES('0000000b-0000-4000-8000-000000000000',0,'final/two','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('0000000b-0000-4000-8000-000000000000',1,'final/gap','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('0000000b-0000-4000-8000-000000000000',2,'final/mood','m01.o1',1,NULL,NULL,9000);
INSERT INTO "item_results" VALUES('00000014-0000-4000-8000-000000000000',0,'final/two','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000014-0000-4000-8000-000000000000',1,'final/gap','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000014-0000-4000-8000-000000000000',2,'final/mood','m01.o1',1,NULL,NULL,9000);
INSERT INTO "item_results" VALUES('00000015-0000-4000-8000-000000000000',0,'final/two','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000015-0000-4000-8000-000000000000',1,'final/gap','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000015-0000-4000-8000-000000000000',2,'final/mood','m01.o1',1,NULL,NULL,9000);
INSERT INTO "item_results" VALUES('00000016-0000-4000-8000-000000000000',0,'final/two','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000016-0000-4000-8000-000000000000',1,'final/gap','m01.o1',1,'1','1.0000',9000);
INSERT INTO "item_results" VALUES('00000016-0000-4000-8000-000000000000',2,'final/mood','m01.o1',1,NULL,NULL,9000);
CREATE TABLE objective_results (
            attempt TEXT NOT NULL REFERENCES attempts (attempt) ON DELETE CASCADE,
            objective TEXT NOT NULL,
            score TEXT NOT NULL,
            score_decimal TEXT NOT NULL,
            PRIMARY KEY (attempt, objective)
        ) WITHOUT ROWID;
INSERT INTO "objective_results" VALUES('00000001-0000-4000-8000-000000000000','m01.o1','1','1.0000');
INSERT INTO "objective_results" VALUES('00000002-0000-4000-8000-000000000000','m01.o1','1','1.0000');
INSERT INTO "objective_results" VALUES('00000003-0000-4000-8000-000000000000','m01.o1','1','1.0000');
INSERT INTO "objective_results" VALUES('00000004-0000-4000-8000-000000000000','m01.o1','1/2','0.5000');
INSERT INTO "objective_results" VALUES('0000000a-0000-4000-8000-000000000000','m01.o1','1','1.0000');
INSERT INTO "objective_results" VALUES('0000000b-0000-4000-8000-000000000000','m01.o1','1','1.0000');
INSERT INTO "objective_results" VALUES('00000014-0000-4000-8000-000000000000','m01.o1','1','1.0000');
INSERT INTO "objective_results" VALUES('00000015-0000-4000-8000-000000000000','m01.o1','1','1.0000');
INSERT INTO "objective_results" VALUES('00000016-0000-4000-8000-000000000000','m01.o1','1','1.0000');
CREATE TABLE quarantine (
            digest TEXT PRIMARY KEY,
            attempt TEXT NOT NULL,
            file TEXT NOT NULL REFERENCES files (sha256),
            received TEXT NOT NULL,
            reason TEXT NOT NULL,
            record TEXT NOT NULL
        );
INSERT INTO "quarantine" VALUES('6b6968dac9438aea432d6bb29ad5b46d5fc53767ed32b3ed97aef1ce52621b9d','00000006-0000-4000-8000-000000000000','b7609a2b17712a71ae443aa1d2bc7af22ca722a887756da0ac6eb7d7c00d87c9','2026-11-24T12:00:00.000Z','unknown-version','{"attempt":"00000006-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Anna Berg","enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"ffffffffffffffffffffffffffffffff","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "quarantine" VALUES('c2533d9d0a069414a7983bbb214a649aaf6f262662ca953da3370c40250957ae','00000005-0000-4000-8000-000000000000','b7609a2b17712a71ae443aa1d2bc7af22ca722a887756da0ac6eb7d7c00d87c9','2026-11-24T12:00:00.000Z','conflict','{"attempt":"00000005-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Anna Berg","enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "quarantine" VALUES('bd6e233a30697d90ff07d7fdf04b022a04db4a288009b57fea5fcf710e77f64a','00000005-0000-4000-8000-000000000000','567ae2f11131cea94439d32d9e51c96d3eeca9eec6ec8010aec706be1b676165','2026-11-25T12:00:00.000Z','conflict','{"attempt":"00000005-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/course","declared_name":"Anna Berg","enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":2,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
INSERT INTO "quarantine" VALUES('451b4f20616e3a99aeabd228e6118f74b7fc199f6d37336c2df45814ba980d24','00000009-0000-4000-8000-000000000000','2b091af3c494ca686b03e351f16188bc894a4481033ebde8734e82d94ae17948','2026-11-28T12:00:00.000Z','wrong-course','{"attempt":"00000009-0000-4000-8000-000000000000","attestation":"I did this myself.","client":{"app":"coursewright","version":"0.1.0"},"course":"https://example.org/other","declared_name":null,"enrolment":null,"language":"en","previous":null,"quiz":"final","quiz_version":"0123456789abcdef0123456789abcdef","responses":[{"item":"final/two","ms":9000,"response":"a"},{"item":"final/gap","ms":9000,"response":["Sorry."]},{"item":"final/mood","ms":9000,"response":[["a",4]]}],"schema":"coursewright/attempt/1","seq":1,"sig":"none","started":"2026-11-21T10:00:00.000Z","submitted":"2026-11-21T10:05:00.000Z","tz_offset":60}');
CREATE TABLE rejections (
            digest TEXT NOT NULL,
            file_name TEXT NOT NULL,
            received TEXT NOT NULL,
            reason TEXT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (digest, reason)
        );
INSERT INTO "rejections" VALUES('b7d082ee12e91b756ea22e8513b8594eebcf5d39fab813da3cb55794dc888ad7','page.html','2026-11-26T12:00:00.000Z','not-json','not JSON (line 1: Expecting value)');
INSERT INTO "rejections" VALUES('5c9410dcf455aade96295b9a852c5360714d0ad25e4e77772482a52c077d97ae','f.json','2026-11-27T12:00:00.000Z','item-twice','It lists an item twice. The record was changed or damaged. Ask the learner to download it again.');
INSERT INTO "rejections" VALUES('24dd214bd365f1834e765eb45332b5a981a379a80728da4e22e39efaf1afa358','g.json','2026-11-28T12:00:00.000Z','item-twice','It lists an item twice. The record was changed or damaged. Ask the learner to download it again.');
INSERT INTO "rejections" VALUES('8cb0c541606ddc4c8b4339f95dda05d4a1ee65133b726ec1056eb96062ad4b33','h.ndjson','2026-11-29T12:00:00.000Z','not-json','record 2: not JSON (line 1: Expecting property name enclosed in double quotes)');
CREATE INDEX attempts_by_learner ON attempts (learner, quiz, submitted);
CREATE INDEX quarantine_by_attempt ON quarantine (attempt);
COMMIT;
PRAGMA user_version = 1;
