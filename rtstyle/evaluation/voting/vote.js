"use strict";
// The votes of one person on one ballot. What is shown, and what is kept where, is told from outside.
class Voting {
  constructor(ballot, pairs, voter, kept) {
    this.ballot = ballot;
    this.pairs = pairs;
    this.voter = kept ? kept.voter : voter;
    this.votes = Object.assign({}, kept ? kept.votes : {});
    const open = pairs.findIndex((pair) => !(pair in this.votes));
    this.place = open < 0 ? pairs.length : open;
  }
  get isDone() { return this.place >= this.pairs.length; }
  get pair() { return this.pairs[this.place]; }
  vote(choice) {
    if (this.isDone) return;
    this.votes[this.pair] = choice;
    this.place += 1;
  }
  back() { this.place = Math.max(0, this.place - 1); }
  file() { return { form: "rtstyle votes 1", ballot: this.ballot, voter: this.voter, votes: this.votes }; }
}
const KEYS = { "1": "left", "2": "right", " ": "neither" };

function show() {
  const find = (id) => document.getElementById(id);
  const name = "rtstyle-votes-" + BALLOT;
  // A browser may keep nothing for pages that are files: then the votes live as long as the page.
  const keep = (text) => { try { localStorage.setItem(name, text); } catch (error) { /* they can be saved all the same */ } };
  const kept = () => { try { return JSON.parse(localStorage.getItem(name)); } catch (error) { return null; } };
  const random = [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");
  const voting = new Voting(BALLOT, CHOICES.map((choice) => choice.pair), random, kept());

  function draw() {
    const choice = CHOICES[voting.place];
    find("pair").hidden = find("shown").hidden = voting.isDone;
    find("done").hidden = !voting.isDone;
    find("progress").value = voting.place;
    find("count").textContent = Object.keys(voting.votes).length + " of " + CHOICES.length;
    find("shown").replaceChildren();
    if (!choice) return;
    for (const side of ["left", "right"]) {
      find(side).firstElementChild.src = choice[side];
      find(side).classList.toggle("chosen", voting.votes[choice.pair] === side);
    }
    for (const [source, caption] of choice.shown) {
      const figure = document.createElement("figure"), image = document.createElement("img");
      const text = document.createElement("figcaption");
      image.src = source;
      image.alt = text.textContent = caption;
      figure.append(image, text);
      find("shown").append(figure);
    }
  }
  function vote(side) {
    voting.vote(side);
    keep(JSON.stringify(voting.file()));
    draw();
  }
  function back() { voting.back(); draw(); }
  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(voting.file(), null, 1)], { type: "application/json" }));
    link.download = "votes-" + voting.ballot + "-" + voting.voter.slice(0, 6) + ".json";
    link.click();
    URL.revokeObjectURL(link.href);
  }
  for (const [id, side] of [["left", "left"], ["right", "right"], ["first", "left"], ["second", "right"], ["neither", "neither"]]) {
    find(id).addEventListener("click", (event) => { event.currentTarget.blur(); vote(side); });
  }
  find("back").addEventListener("click", back);
  find("save").addEventListener("click", save);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key in KEYS) { event.preventDefault(); vote(KEYS[event.key]); }
    if (event.key === "ArrowLeft") back();
  });
  draw();
}
if (typeof document !== "undefined") show();
