/** Entry point of scenario pages; one of the few files with side effects. */
import { CourseScenario } from "./elements/course-scenario.js";

CourseScenario.define();
