/** Entry point of the review and the warm-up; one of the few files with side effects. */
import { CourseReview } from "./elements/course-review.js";

CourseReview.define();
