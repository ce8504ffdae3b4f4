/**
 * The port through which a quiz reports. The page does not know which tracker is behind it: a file, an intake service,
 * an LRS or an LMS. Methods never throw because of the network; what was reported is kept until it is delivered.
 * @import {AttemptState} from "../core/attempt.js"
 * @import {Form, Response} from "../core/types.js"
 */

/**
 * @typedef {object} AttemptRecord Wire format `coursewright/attempt/1`.
 * @property {"coursewright/attempt/1"} schema
 * @property {string} attempt UUID
 * @property {string|null} enrolment token of the personal link
 * @property {string|null} declared_name what the learner typed; null with a personal link
 * @property {string} course
 * @property {string} quiz
 * @property {string} quiz_version
 * @property {string} [path] the items were drawn for, where that makes a difference
 * @property {string} language
 * @property {number} seq from 1, per profile and course
 * @property {string|null} previous SHA-256 of the record before, in canonical JSON
 * @property {string} started
 * @property {string} submitted
 * @property {number} tz_offset minutes east of UTC
 * @property {string|null} attestation
 * @property {{item: string, response: Response, ms: number}[]} responses
 * @property {{app: string, version: string}} client
 * @property {{x: string, y: string}|null} device public P-256 key, base64url
 * @property {string} sig ES256 over the canonical JSON of the record without `sig`, base64url; or "none"
 */

/**
 * @typedef {object} Tracker
 * @property {(form: Form) => Promise<void>} initialize the learner has opened the quiz
 * @property {(item: string, response: Response) => Promise<void>} answer one item was answered
 * @property {(state: AttemptState, form: Form, details: {attestation: string|null}) => Promise<AttemptRecord|null>} complete
 *   the attempt was submitted; null when it does not count (a retry of wrong items)
 * @property {() => Promise<void>} terminate the learner leaves
 */

export {};
