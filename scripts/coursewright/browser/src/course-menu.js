/** Entry point of the menu that follows the learner's path; one of the few files with side effects. */
import { CourseMenu } from "./elements/course-menu.js";

CourseMenu.define();
