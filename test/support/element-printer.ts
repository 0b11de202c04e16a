/** An element that is still to be put together. */
export interface Node {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: Node[];
  readonly text: string;
  /** The example's own words: printed as they are. */
  readonly fragment?: string;
}

/** One element a line. Elements without attributes, text and children are left out. */
export class Printer {
  readonly lines: string[] = [];
  /** The numbers of the example's lines. */
  readonly own = new Set<number>();

  print(node: Node, indent: string): void {
    if (node.fragment !== undefined) {
      for (const line of node.fragment.split('\n')) this.own.add(this.lines.push(line));
      return;
    }
    if (isEmpty(node)) return;
    const attributes = [...node.attributes].map(
      ([name, value]) => ` ${name}="${escapeText(value)}"`,
    );
    const tag = `${indent}<${node.name}${attributes.join('')}`;
    if (node.children.every(isEmpty)) {
      this.lines.push(
        node.text === '' ? `${tag} />` : `${tag}>${escapeText(node.text)}</${node.name}>`,
      );
      return;
    }
    this.lines.push(`${tag}>`);
    for (const child of node.children) this.print(child, `${indent}  `);
    this.lines.push(`${indent}</${node.name}>`);
  }
}

function isEmpty({ fragment, attributes, text, children }: Node): boolean {
  return fragment === undefined && attributes.size === 0 && text === '' && children.every(isEmpty);
}

function escapeText(text: string): string {
  return text.replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
