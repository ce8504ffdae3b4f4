/** Entry point of home, module, record and certificate pages; one of the few files with side effects. */
import { CourseCertificate } from "./elements/course-certificate.js";
import { CourseContinue } from "./elements/course-continue.js";
import { CoursePaths } from "./elements/course-paths.js";
import { CourseProfile } from "./elements/course-profile.js";
import { CourseProgress } from "./elements/course-progress.js";
import { CourseRecord } from "./elements/course-record.js";

CourseProgress.define();
CoursePaths.define();
CourseContinue.define();
CourseProfile.define();
CourseRecord.define();
CourseCertificate.define();
