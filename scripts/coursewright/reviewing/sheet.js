"use strict";
(() => {
  const field = (name) => document.getElementById(name);
  const status = field("status");
  let isSaved = true;

  const entries = () => [...document.querySelectorAll(".entry")].map((entry) => ({
    target: entry.dataset.target,
    digest: entry.dataset.digest,
    verdict: entry.querySelector("input[type=radio]:checked")?.value ?? "",
    comment: entry.querySelector("textarea").value.trim(),
  }));

  const tell = () => {
    const written = entries().filter((row) => row.comment || row.verdict).length;
    status.textContent = `${written} of ${document.querySelectorAll(".entry").length} answered. `
      + (isSaved ? "" : "Not saved yet.");
  };

  document.addEventListener("input", () => {
    isSaved = false;
    tell();
  });

  field("save").addEventListener("click", () => {
    for (const input of [field("by"), field("on")]) {
      if (!input.value.trim()) {
        status.textContent = "Please write your name and the date at the top first.";
        input.focus();
        return;
      }
    }
    const data = {
      schema: document.body.dataset.schema,
      sheet: document.body.dataset.sheet,
      by: field("by").value.trim(),
      on: field("on").value,
      remarks: entries().filter((row) => row.comment || row.verdict),
    };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(
      new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }),
    );
    link.download = `review-${data.sheet}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    isSaved = true;
    tell();
  });

  field("load").addEventListener("change", async (event) => {
    try {
      const data = JSON.parse(await event.target.files[0].text());
      field("by").value = data.by;
      field("on").value = data.on;
      for (const row of data.remarks) {
        const entry = [...document.querySelectorAll(".entry")]
          .find((one) => one.dataset.target === row.target);
        if (!entry) continue;
        entry.querySelector("textarea").value = row.comment;
        const radio = [...entry.querySelectorAll("input[type=radio]")]
          .find((one) => one.value === row.verdict);
        if (radio) radio.checked = true;
      }
      tell();
    } catch {
      status.textContent = "This is not a file that this sheet has saved.";
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (!isSaved) event.preventDefault();
  });
  tell();
})();
