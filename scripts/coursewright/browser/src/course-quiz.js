/** Entry point of quiz and lesson pages; one of the few files with side effects. */
import { CourseLesson } from "./elements/course-lesson.js";
import { CourseQuiz } from "./elements/course-quiz.js";

CourseLesson.define();
CourseQuiz.define();
