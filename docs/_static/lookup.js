/* The search of the records: everything in the page, nothing from the network. */
(function () {
  "use strict";
  var data = window.CSTO_LOOKUP;
  if (!data) return;
  var root = document.documentElement.dataset.content_root || "./";
  var entries = null;

  function fold(text) {
    var latin = "";
    text = text.toLowerCase().normalize("NFKC");
    for (var letter of text) latin += letter in data.letters ? data.letters[letter] : letter;
    latin = latin.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return latin.replace(/['’‘ʼʻʹʺ`]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function prepared() {
    if (!entries) {
      entries = data.rows.map(function (row) {
        return { row: row, names: row[4] ? row[4].split(" ") : [], rest: row[5] ? row[5].split(" ") : [] };
      });
    }
    return entries;
  }

  /* at most one letter (two in long words) added, left out, changed, or two exchanged */
  function near(a, b) {
    var allowed = a.length >= 8 ? 2 : 1;
    if (a.length < 5 || Math.abs(a.length - b.length) > allowed || a[0] !== b[0]) return false;
    var before = null, row = [], i, j;
    for (j = 0; j <= b.length; j++) row.push(j);
    for (i = 1; i <= a.length; i++) {
      var next = [i];
      for (j = 1; j <= b.length; j++) {
        var cost = a[i - 1] === b[j - 1] ? 0 : 1;
        var best = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
        if (before && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2] + 1);
        next.push(best);
      }
      before = row;
      row = next;
    }
    return row[b.length] <= allowed;
  }

  function match(asked, word, typos) {
    if (asked === word) return 8;
    if (asked.length > 1 && word.startsWith(asked)) return 5;
    if (/^\d+$/.test(asked)) return 0;
    if (asked.length >= 5 && word.length >= 4) {
      /* endings: granice, granica, granitsy */
      var same = 0, shortest = Math.min(asked.length, word.length);
      while (same < shortest && asked[same] === word[same]) same++;
      if (same >= 4 && asked.length - same <= 3 && word.length - same <= 3 && same >= asked.length * 0.6) return 3;
    }
    return typos && near(asked, word) ? 2 : 0;
  }

  function bestOf(asked, words, typos) {
    var best = 0;
    for (var i = 0; i < words.length && best < 8; i++) {
      var found = match(asked, words[i], typos);
      if (found > best) best = found;
    }
    return best;
  }

  var KINDS = { state: 3, body: 3, person: 2, programme: 1.5, chairmanship: 1, meeting: 1 };

  function search(text) {
    var asked = fold(text).split(" ").filter(Boolean);
    if (!asked.length) return [];
    for (var typos = 0; typos < 2; typos++) {
      var hits = [];
      prepared().forEach(function (entry) {
        var score = 0, covered = 0;
        for (var i = 0; i < asked.length; i++) {
          var inNames = bestOf(asked[i], entry.names, typos);
          var found = Math.max(inNames * 2, inNames === 8 ? 0 : bestOf(asked[i], entry.rest, typos));
          if (!found) return;
          if (inNames) covered++;
          score += found;
        }
        /* a name that is all asked for comes before one in which it occurs */
        score += Math.min(6, Math.log2(1 + entry.row[6])) * 0.7;
        score += (KINDS[entry.row[2]] || 0) + (4 * covered) / Math.max(1, Math.min(entry.names.length, 20));
        hits.push([score, entry.row]);
      });
      if (hits.length) {
        hits.sort(function (a, b) { return b[0] - a[0] || (a[1][0] < b[1][0] ? 1 : -1); });
        return hits.map(function (hit) { return hit[1]; });
      }
    }
    return [];
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text; /* as text, never as markup */
    return made;
  }

  function show(text, place) {
    place.replaceChildren();
    document.querySelectorAll(".when-searching").forEach(function (item) { item.hidden = !text.trim(); });
    if (!text.trim()) return;
    var found = search(text);
    var limit = Number(place.dataset.limit) || 30;
    place.dataset.found = String(found.length);
    place.append(element("p", "dim", found.length ? (found.length > limit ? "The first " + limit + " of " + found.length + " records" : found.length + (found.length === 1 ? " record" : " records")) : "No record found."));
    var list = element("ul", "hits");
    found.slice(0, limit).forEach(function (row) {
      var item = element("li");
      var link = element("a", "", row[1]);
      link.href = root + row[0] + ".html";
      item.append(link, " ", element("span", "tag", row[2]));
      if (row[3]) item.append(" ", element("span", "dim", row[3]));
      list.append(item);
    });
    place.append(list);
  }

  window.cstoLookup = search;
  document.addEventListener("DOMContentLoaded", start);
  if (document.readyState !== "loading") start();
  var started = false;
  function start() {
    if (started) return;
    started = true;
    var query = document.getElementById("lookup-query");
    var place = document.getElementById("lookup-results");
    if (!query || !place) return;
    var asked = new URLSearchParams(location.search).get("q");
    if (asked) query.value = asked;
    show(query.value, place);
    query.addEventListener("input", function () { show(query.value, place); });
  }
})();
