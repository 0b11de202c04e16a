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

/** A button that does something and says so for a moment; what fails is said too. */
export function actionButton(label, done, act) {
  const button = make('button', { type: 'button', class: 'small' }, label);
  button.addEventListener('click', async () => {
    try {
      await act();
      button.textContent = done;
    } catch (fault) {
      button.textContent = fault.message;
    }
    setTimeout(() => {
      button.textContent = label;
    }, 2500);
  });
  return button;
}
