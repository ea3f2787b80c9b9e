
'use strict';
// Search and filters. Everything is there to be read without this script: it only hides what somebody does not look
// for. It writes nothing but numbers into the page, and asks nothing of anybody.
(() => {
  for (const form of document.querySelectorAll('form.filter')) {
    const list = document.getElementById(form.dataset.list);
    const output = form.querySelector('output');
    const query = form.querySelector('input');
    const selects = [...form.querySelectorAll('select')];
    if (!list || !output || !query) continue;
    let entries = null;

    // What an entry says, with the ids of commits in full; read once, when somebody first looks for something.
    const read = () => [...list.children].map((element) => ({
      element,
      values: selects.map((select) => element.getAttribute('data-' + select.name) || ''),
      text: [element.textContent, ...[...element.querySelectorAll('[title]')].map((e) => e.title)]
        .join(' ').toLowerCase(),
    }));

    const apply = () => {
      entries ??= read();
      const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = selects.map((select) => select.value);
      let shown = 0;
      for (const entry of entries) {
        const isShown = words.every((word) => entry.text.includes(word))
          && wanted.every((value, index) => !value || entry.values[index] === value);
        entry.element.hidden = !isShown;
        if (isShown) shown += 1;
      }
      output.value = shown + ' of ' + entries.length + ' shown';
    };

    let timer = 0;
    form.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(apply, 120);
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    form.hidden = false;
  }

  // A link leads to something that may be filtered away, or folded.
  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (!target) return;
    for (let element = target; element; element = element.parentElement) {
      element.hidden = false;
      if (element.localName === 'details') element.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();

  // On paper nothing can be unfolded.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    for (const element of folded) element.open = true;
  });
  addEventListener('afterprint', () => {
    for (const element of folded) element.open = false;
    folded = [];
  });
})();
