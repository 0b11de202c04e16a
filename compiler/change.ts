import type { Position } from './source.ts';

/**
 * A correction of a policy's text that has one right answer, told in words of XML. Where the text does
 * not say `from` at that place, as behind a `{Settings:…}` token, nothing is changed.
 */
export type Change = {
  /** The element's start tag; absent: where the finding stands. */
  readonly at?: Position;
} & (
  | { readonly kind: 'add-attribute'; readonly name: string; readonly to: string }
  | {
      readonly kind: 'set-attribute';
      readonly name: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'rename-attribute'; readonly from: string; readonly to: string }
  | { readonly kind: 'rename-element'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'set-text';
      /** The name of the child whose text is meant, and which of them; absent: the element's own. */
      readonly child?: readonly [name: string, index: number];
      readonly from: string;
      readonly to: string;
    }
  /** In whichever attribute, text or first Value the element keeps what it refers to. */
  | { readonly kind: 'respell-reference'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove' }
  /** With the comments right above it. */
  | { readonly kind: 'move'; readonly side: 'before' | 'after'; readonly anchor: Position }
);

/** Another value for an attribute. */
export function attributeChange(name: string, from: string, to: string): Change {
  return { kind: 'set-attribute', name, from, to };
}
