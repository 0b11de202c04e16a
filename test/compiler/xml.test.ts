import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Source } from '../../compiler/source.ts';
import { parseXml, textPosition, type XmlElement } from '../../compiler/xml.ts';
import { brief } from '../support/policy-text.ts';

function parse(text: string) {
  return parseXml(new Source('a.xml', text));
}

function at({ position }: XmlElement): string {
  return `${position.line}:${position.column}`;
}

test('an element has its attributes, its text and its children', () => {
  const { root, complete } = parse('<a x="1" y="&lt;&#65;"><b>t&amp;<![CDATA[<u>]]></b><c/></a>');
  assert.ok(root && complete);
  assert.deepEqual(
    root.attributes.map(({ name, value }) => `${name}=${value}`),
    ['x=1', 'y=<A'],
  );
  assert.deepEqual(
    root.children.map(({ name, text }) => `${name}:${text}`),
    ['b:t&<u>', 'c:'],
  );
});

test('comments and processing instructions are nothing, also inside text', () => {
  const { root } = parse(
    '<?xml version="1.0"?><!-- a --><a><?pi x?>one<!-- <b/> -->two</a><!-- z -->',
  );
  assert.equal(root?.text, 'onetwo');
  assert.equal(root?.children.length, 0);
});

test('a namespace is inherited, and a prefix is resolved where it is declared', () => {
  const { root } = parse(
    '<p:a xmlns="u" xmlns:p="v"><b/><q:c xmlns:q="w"><q:d/></q:c><q:e/></p:a>',
  );
  const [b, c, e] = root?.children ?? [];
  const named = [root, b, c, c?.children[0], e].map((each) => `${each?.namespace}|${each?.name}`);
  assert.deepEqual(named, ['v|a', 'v|b', 'w|c', 'w|d', '|e']);
});

const broken = [
  {
    name: 'a wrong closing tag',
    text: '<a>\n <b>\n</a>',
    says: '3:1 "</a>" closes "b", which was opened in line 2.',
  },
  { name: 'an element without end', text: '<a>\n  <b>\n', says: '2:3 "b" is never closed.' },
  { name: 'a closing tag too many', text: '<a></a>\n</b>\n', says: '2:1 "</b>" closes nothing.' },
  {
    name: 'a second root',
    text: '<a/>\n  <bc d="1"/>',
    says: '2:3 The XML is broken: documents may contain only one root.',
  },
  {
    name: 'text after the root',
    text: '<a/><!-- -->\n x y\n\n',
    says: '2:2 There is text outside the root element.',
  },
  {
    name: 'text before the root',
    text: 'x <a/>',
    says: '1:1 There is text outside the root element.',
  },
  {
    name: 'an attribute twice',
    text: '<a x="1"\n x=" x = 2" y=""/>',
    says: '2:2 The XML is broken: duplicate attribute: x.',
  },
  {
    name: 'an XML declaration behind an empty line',
    text: '\n <?xml version="1.0"?><a/>',
    says: '2:2 The XML is broken: an XML declaration must be at the start of the document.',
  },
  {
    name: 'an XML declaration without version',
    text: '<?xml?><a/>',
    says: '1:1 The XML is broken: XML declaration must contain a version.',
  },
  {
    name: 'a declaration that no policy has',
    text: '<a>\n <!ELEMENT b></a>',
    says: '2:2 The XML is broken: incorrect syntax.',
  },
  {
    name: 'two hyphens in a comment',
    text: '<a>\n<!-- b -- c --></a>',
    says: '2:8 The XML is broken: malformed comment.',
  },
  {
    name: 'the end of a CDATA section without its beginning',
    text: '<a>\n b]]>c</a>',
    says: '2:3 The XML is broken: the string "]]>" is disallowed in char data.',
  },
  {
    name: 'an attribute without quotes',
    text: '<a x=1/>',
    says: '1:6 The XML is broken: unquoted attribute value.',
  },
  {
    name: 'an unknown entity',
    text: '<a>\n&nbsp;</a>',
    says: '2:1 XML has no entity "&nbsp;".',
  },
  {
    name: 'a character that XML does not have',
    text: '<a>\n&#0;</a>',
    says: '2:1 XML has no entity "&#0;".',
  },
  {
    name: 'a bare ampersand in an attribute',
    text: '<a b="?x=1&y=2"/>',
    says: '1:11 A bare "&" must be written as "&amp;".',
  },
  {
    name: 'a bare ampersand in a text, and an entity lines below',
    text: '<a>\n<!-- & --><b>x & y</b>\n\n<c>&lt;</c></a>',
    says: '2:16 A bare "&" must be written as "&amp;".',
  },
  {
    name: 'a control character',
    text: '<a>\u0001</a>',
    says: '1:4 The XML is broken: disallowed character.',
  },
  {
    name: 'an unfinished comment',
    text: '<a>\n<!-- <b/>',
    says: '2:1 The comment that begins here never ends.',
  },
  {
    name: 'an unfinished CDATA section',
    text: '<a>\n<![CDATA[ x',
    says: '2:1 The CDATA section that begins here never ends.',
  },
  {
    name: 'an unfinished processing instruction',
    text: '<a>\n<?b c</a>',
    says: '2:1 The processing instruction that begins here never ends.',
  },
  {
    name: 'an unfinished tag',
    text: '<a>\n  <b x="1"',
    says: '2:3 The tag that begins here never ends.',
  },
  {
    name: 'no element at all',
    text: '',
    says: '1:1 The XML is broken: document must contain a root element.',
  },
  {
    name: 'a document type',
    text: '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>',
    rule: 'xml-doctype',
    says: '2:1 A policy must not have a document type (DOCTYPE).',
  },
  {
    name: 'a deep tree',
    text: '<a>'.repeat(65),
    rule: 'xml-too-deep',
    says: '1:193 Elements nest more than 64 deep.',
  },
];
for (const { name, text, says, rule = 'xml-not-well-formed' } of broken) {
  test(`broken XML is one diagnostic: ${name}`, () => {
    const { diagnostics, complete } = parse(text);
    assert.deepEqual(diagnostics.map(brief), [`${rule} ${says}`]);
    assert.equal(complete, false);
  });
}

test('the start tag of a broken document is there all the same', () => {
  const { root } = parse('<a id="x"><b>');
  assert.equal(root?.attributes[0]?.value, 'x');
});

test('64 levels are allowed', () => {
  assert.deepEqual(parse('<a>'.repeat(64) + '</a>'.repeat(64)).diagnostics, []);
});

test('the position of stray text is that of its first character', () => {
  const source = new Source('a.xml', '<a>\n <b/>\n  stray <b/></a>');
  const { root } = parseXml(source);
  assert.ok(root);
  assert.equal(at({ ...root, position: textPosition(source, root) }), '3:3');
});

/** Prints a random tree, and notes where each start tag stands by counting what it prints. */
class Printer {
  text = '';
  readonly starts: string[] = [];

  print({ name, open, before, attributes, children }: Tree): void {
    this.text += before;
    const lines = this.text.split(/\r\n|\r|\n/);
    this.starts.push(`${name} ${lines.length}:${(lines.at(-1) ?? '').length + 1}`);
    this.text += `<${name}${open}${attributes.map((value, i) => ` a${i}="${value}"${open}`).join('')}`;
    if (children.length === 0) {
      this.text += '/>';
      return;
    }
    this.text += '>';
    for (const child of children) this.print(child);
    this.text += `</${name}\n>`;
  }
}

interface Tree {
  readonly name: string;
  readonly open: string;
  readonly before: string;
  readonly attributes: readonly string[];
  readonly children: readonly Tree[];
}

const space = fc.constantFrom('', ' ', '\n', '\r\n', '\r', '\t', ' \n\t ');
const filling = fc.constantFrom(
  '🛶',
  'é',
  '&amp;',
  '&#x1F6F6;',
  '<!-- <x>\r\n -->',
  '<![CDATA[<y>\n]]>',
  '<?pi\n?>',
  '>',
);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    name: fc.constantFrom('a', 'Beta', 'élan', '漢字', '𐐀'),
    open: space,
    before: fc.array(fc.oneof(space, filling), { maxLength: 5 }).map((parts) => parts.join('')),
    attributes: fc.array(fc.constantFrom('', '1', "it's\n🛶", '&quot;\t>', '\r\n'), {
      maxLength: 3,
    }),
    children: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('tree'), { maxLength: 4 }),
    ),
  }),
}));

test('every start tag is where it was printed', async () => {
  await fc.assert(
    fc.property(tree, space, fc.boolean(), (random, blank, hasMark) => {
      const printer = new Printer();
      printer.print({ ...random, before: blank });
      const { root, diagnostics } = parse((hasMark ? '\uFEFF' : '') + printer.text);
      assert.deepEqual(diagnostics.map(brief), []);
      const found: string[] = [];
      const visit = (element: XmlElement): void => {
        found.push(`${element.name} ${at(element)}`);
        for (const child of element.children) visit(child);
      };
      if (root) visit(root);
      assert.deepEqual(found, printer.starts);
    }),
    { numRuns: 500 },
  );
});

test('random damage to XML is at most one diagnostic, inside the text', async () => {
  const text = '<a x="1">\n<b>t&amp;<![CDATA[c]]></b>\n<!-- d --><e/></a>';
  const damage = fc.tuple(
    fc.nat(text.length),
    fc.nat(4),
    fc.constantFrom('', '<', '>', '"', '&', ']]>', '\u0000', '</a>', '<!'),
  );
  await fc.assert(
    fc.property(damage, ([start, length, put]) => {
      const source = new Source('a.xml', text.slice(0, start) + put + text.slice(start + length));
      const { diagnostics, complete } = parseXml(source);
      assert.equal(diagnostics.length, complete ? 0 : 1);
      const lines = source.text.split('\n');
      for (const { position } of diagnostics) {
        assert.ok(position.line <= lines.length);
        assert.ok(position.column <= (lines[position.line - 1] ?? '').length + 1);
      }
    }),
    { numRuns: 1000 },
  );
});
