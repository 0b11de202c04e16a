import { preconditionTypes } from './grammar-words.ts';
import type { Precondition } from './model-journeys.ts';
import { attribute, children, childText, readList, toBoolean, toWord } from './read-element.ts';
import type { XmlElement } from './xml.ts';

/** The Preconditions of an OrchestrationStep, a ValidationTechnicalProfile or an Action. */
export function readPreconditions(element: XmlElement): Precondition[] {
  return readList(element, ['Preconditions', 'Precondition'], readPrecondition);
}

function readPrecondition(element: XmlElement): Precondition | undefined {
  const type = toWord(attribute(element, 'Type'), preconditionTypes);
  const executeActionsIf = toBoolean(attribute(element, 'ExecuteActionsIf'));
  if (!type || executeActionsIf === undefined) return undefined;
  return {
    type,
    executeActionsIf,
    values: children(element, 'Value').map((value) => value.text.trim()),
    action: childText(element, 'Action') ?? '',
    position: element.position,
  };
}
