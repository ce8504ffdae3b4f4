/** Entry point of personal links, delivery and results; one of the few files with side effects. */
import { CourseDelivery } from "./elements/course-delivery.js";
import { CourseResult } from "./elements/course-result.js";

CourseDelivery.define();
CourseResult.define();
