/** An element: attributes, `class`, `onclick` …, and what is in it. Text is never taken for HTML. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** A button that does something, and beside it what came of that: done, or why not. */
export function actionButton(label, done, act) {
  const said = make('span', { class: 'said', role: 'status' });
  const run = async () => {
    try {
      await act();
      said.textContent = done;
    } catch (fault) {
      said.textContent = fault.message;
    }
  };
  const button = make('button', { type: 'button', class: 'small', onclick: run }, label);
  return make('span', { class: 'action' }, button, said);
}
