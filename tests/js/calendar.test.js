import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarOf } from "../../scripts/coursewright/browser/src/core/calendar.js";
import { addDays } from "../../scripts/coursewright/browser/src/core/review.js";
import { forSeeds } from "./support.js";

const STAMP = "2026-11-29T15:04:05.678Z";

/**
 * Reads a calendar by the rules of RFC 5545: unfold, split name and value, undo the escapes of TEXT.
 * @param {string} file
 */
function parse(file) {
  const lines = file.split("\r\n");
  assert.equal(lines.pop(), "");
  assert.ok(lines.every((line) => !/[\r\n]/.test(line) && Buffer.byteLength(line) <= 75 && !line.includes("\ufffd")));
  const rows = lines.join("\r\n").replace(/\r\n[ \t]/g, "").split("\r\n").map((line) => {
    const [, name, value] = /** @type {RegExpExecArray} */ (/^([^:]+):(.*)$/s.exec(line));
    return [name, value.replace(/\\([\\;,nN])/g, (_, sign) => (/n/i.test(sign) ? "\n" : sign))];
  });
  /** @type {Record<string, string>[]} */
  const events = [];
  for (const [name, value] of rows) {
    if (name === "BEGIN" && value === "VEVENT") events.push({});
    else if (events.length && name !== "BEGIN" && name !== "END") events[events.length - 1][name] = value;
  }
  return { rows, events };
}

test("a calendar read back has the days, the texts and the marks that were put in, whatever they are", () => {
  const signs = ["a", " ", ",", ";", "\\", "\n", "é", "漢", "😀", ":", '"', "\\n", "word ", "END:VCALENDAR"];
  forSeeds(300, (random) => {
    const text = () => Array.from({ length: random(80) }, () => signs[random(signs.length)]).join("");
    const [title, description] = [text(), text()];
    const days = Array.from({ length: random(6) }, (_, i) => addDays("2026-11-30", i * 9 + random(9)));
    const url = random(2) ? `https://example.org/${"x".repeat(random(120))}/` : "";
    const { events } = parse(calendarOf({ days, title, text: description, url, stamp: STAMP, name: "n" }));

    assert.deepEqual(events.map((event) => event["DTSTART;VALUE=DATE"]), days.map((day) => day.replaceAll("-", "")));
    assert.equal(new Set(events.map(({ UID }) => UID)).size, days.length);
    for (const event of events) {
      assert.equal(event.SUMMARY, title);
      assert.equal(event.DESCRIPTION, description);
      assert.equal(event.URL, url || undefined);
      assert.equal(event.DTSTAMP, "20261129T150405Z");
    }
  });
});

test("the same day of the same course is the same event in every file", () => {
  const plan = { title: "Review", text: "", url: "", name: "0123" };
  const first = parse(calendarOf({ ...plan, days: ["2026-12-01", "2026-12-08"], stamp: STAMP }));
  const second = parse(calendarOf({ ...plan, days: ["2026-12-08"], stamp: "2026-12-02T08:00:00.000Z" }));

  assert.equal(first.events[1].UID, "2026-12-08-0123@coursewright");
  assert.equal(second.events[0].UID, first.events[1].UID);
});

test("the frame is what RFC 5545 asks for, and a text cannot end an event", () => {
  const { rows } = parse(calendarOf({ days: ["2026-12-01"], title: "a\r\nEND:VEVENT", text: "", url: "", stamp: STAMP, name: "n" }));

  assert.deepEqual(rows.slice(0, 3).map((row) => row.join(":")), ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Coursewright//Review//EN"]);
  assert.equal(rows.at(-1)?.join(":"), "END:VCALENDAR");
  assert.equal(rows.filter(([name]) => name === "END").length, 2);
});
