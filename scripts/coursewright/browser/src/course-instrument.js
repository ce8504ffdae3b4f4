/** Entry point of instrument pages; one of the few files with side effects. */
import { CourseInstrument } from "./elements/course-instrument.js";

CourseInstrument.define();
