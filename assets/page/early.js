/**
 * For browsers that cannot read the page's modules: says so beside the list of browsers that work. Until they are read, a
 * press of the button is kept for them. Written in the oldest form of the language, because no other would be read there.
 * It knows nothing of the door but the marks it sets.
 */
(function () {
  var PATIENCE_MS = 5000;
  var page = document.documentElement;

  function element(id) {
    return document.getElementById(id);
  }

  function unable() {
    // The door sets "begun" when its modules could be read, and "there" when its form answers.
    var stands = page.getAttribute("data-door");
    if (stands === "there" || !element("unable")) return;
    page.setAttribute("data-door", "unable");
    element("unable").removeAttribute("hidden");
    element("reload").removeAttribute("hidden");
    element("reload").onclick = function () {
      location.reload();
    };
    element("enter").disabled = true;
  }

  // A file that is missing does not bubble, so it is caught on the way down; what cannot be read comes here too.
  addEventListener("error", function (event) {
    var of = event.target;
    var isOurs = (of && of.tagName === "SCRIPT") || (event.filename || "").indexOf(location.host + "/page/") > 0;
    if (isOurs) unableSoon();
  }, true);
  addEventListener("unhandledrejection", unableSoon);
  addEventListener("load", function () {
    setTimeout(function () {
      if (!page.getAttribute("data-door")) unable();
    }, PATIENCE_MS);
  });

  // Without this the browser would load the page anew, with the answers in its address.
  addEventListener("submit", function (event) {
    if (page.getAttribute("data-door") === "there") return;
    event.preventDefault();
    page.setAttribute("data-pressed", "yes");
    element("enter").className += " waits";
  }, true);

  // In the head of the page there is nothing to show yet.
  function unableSoon() {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", unable);
    else unable();
  }
})();
