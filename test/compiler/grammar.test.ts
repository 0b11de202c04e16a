import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allRules, type CompiledRule, parentsOf, ruleOf } from '../../compiler/grammar.ts';
import { checkValue, type ValueType } from '../../compiler/grammar-values.ts';
import { attribute, child, children } from '../../compiler/read-element.ts';
import { Source } from '../../compiler/source.ts';
import { parseXml, type XmlElement } from '../../compiler/xml.ts';

const xsd = new URL(
  '../../../shared/corpus/starterpack/TrustFrameworkPolicy_0.3.0.0.xsd',
  import.meta.url,
);

test('every rule that a rule names is there, and all are reached from the root', () => {
  const reached = new Set(['TrustFrameworkPolicy']);
  for (const name of reached) {
    for (const { rule } of ruleOf(name).children.values()) reached.add(rule);
  }
  assert.deepEqual(
    [...allRules().keys()].filter((name) => !reached.has(name)),
    [],
  );
});

test('keys lead to attributes that the grammar has', () => {
  for (const [name, rule] of allRules()) {
    for (const path of rule.keys) {
      const last = path.slice(0, -1).reduce((at, step) => {
        const next = at.children.get(step);
        assert.ok(next, `${name} has no ${step}`);
        return ruleOf(next.rule);
      }, rule);
      assert.ok(last.attributes.get(path.at(-1)?.slice(1) ?? '')?.isRequired, `${name} ${path}`);
    }
  }
});

test('an element is known to belong where it may stand', () => {
  assert.deepEqual(parentsOf('ClaimsProvider'), ['ClaimsProviders']);
});

const values: {
  name: string;
  type: ValueType;
  good: string[];
  bad: string[];
  placeholder?: string[];
}[] = [
  {
    name: 'boolean',
    type: 'boolean',
    good: ['true', '0', ' false\n'],
    bad: ['True', 'yes', ''],
    placeholder: ['{{enabled}}'],
  },
  {
    name: 'integer',
    type: 'integer',
    good: ['1', '-3', ' 86400 '],
    bad: ['', '1.5', 'one'],
    placeholder: ['#{order}#'],
  },
  {
    name: 'words',
    type: ['Append', 'Prepend'],
    good: ['Append'],
    bad: ['append', 'Append ', ''],
    placeholder: ['__merge__'],
  },
];
for (const { name, type, good, bad, placeholder = [] } of values) {
  test(`values: ${name}`, () => {
    for (const value of good) assert.equal(checkValue(value, type), undefined, value);
    for (const value of bad) assert.equal(checkValue(value, type)?.isPlaceholder, false, value);
    for (const value of placeholder) assert.ok(checkValue(value, type)?.isPlaceholder, value);
  });
}

/* The schema itself, reduced to what the grammar says: name → children with counts, attributes. */

class Schema {
  readonly #types = new Map<string, XmlElement>();
  readonly root: XmlElement;

  constructor(text: string) {
    const { root } = parseXml(new Source('policy.xsd', text));
    assert.ok(root);
    for (const type of root.children) this.#types.set(attribute(type, 'name') ?? '', type);
    this.root = this.type('TrustFrameworkPolicy');
  }

  type(name: string): XmlElement {
    const type = this.#types.get(name.replace('tfp:', ''));
    assert.ok(type, name);
    return type;
  }

  /** The complexType of an element: inside it, or under the name of its type. */
  complexType(element: XmlElement): XmlElement | undefined {
    const inner = child(element, 'complexType');
    const name = attribute(element, 'type');
    if (inner || name === undefined || name.startsWith('xs:')) return inner;
    const type = this.type(name);
    return type.name === 'complexType' ? type : undefined;
  }
}

function particles(type: XmlElement | undefined): XmlElement[] {
  const groups =
    type?.children.filter(({ name }) => name === 'sequence' || name === 'choice') ?? [];
  return groups.flatMap((group) => [...particles(group), ...children(group, 'element')]);
}

function attributesOf(type: XmlElement | undefined): XmlElement[] {
  const extension = child(child(type, 'simpleContent'), 'extension');
  return [...children(type, 'attribute'), ...children(extension, 'attribute')];
}

function count(element: XmlElement): string {
  const atLeast = attribute(element, 'minOccurs') ?? '1';
  const atMost = attribute(element, 'maxOccurs') ?? '1';
  if (atMost === '1') return atLeast === '0' ? '?' : '';
  return atLeast === '0' ? '*' : '+';
}

function countOf({ isRequired, isRepeatable }: { isRequired: boolean; isRepeatable: boolean }) {
  if (isRepeatable) return isRequired ? '+' : '*';
  return isRequired ? '' : '?';
}

/** Words of an enumeration, sorted; a type's name; or nothing where any text will do. */
function describeXsd(schema: Schema, name: string | undefined): string {
  if (name === undefined || name === 'xs:string' || name === 'xs:anyURI') return 'text';
  if (name.startsWith('xs:')) return name === 'xs:boolean' ? 'boolean' : 'integer';
  const restriction = child(schema.type(name), 'restriction');
  const words = children(restriction, 'enumeration').map((word) => attribute(word, 'value'));
  if (words.length > 0) return words.sort().join('|');
  if (child(restriction, 'pattern')) return 'pattern';
  return attribute(restriction ?? schema.root, 'base') === 'xs:int' ? 'integer' : 'text';
}

function describe(type: ValueType): string {
  if (typeof type === 'string') return type;
  return 'pattern' in type ? 'pattern' : [...type].sort().join('|');
}

/* Where the facts deliberately say more than the schema, or the schema has a type nobody checks. */
const known = new Map([
  ['Predicate@Method', 'text'],
  ['RerouteRule@PolicyId', 'pattern'],
]);

function compareAttributes(schema: Schema, path: string, type: XmlElement, rule: CompiledRule) {
  const wanted = attributesOf(type).map((each) => {
    const name = attribute(each, 'name') ?? '';
    const isRequired = attribute(each, 'use') === 'required';
    return `${name}${isRequired ? '!' : ''} ${describeXsd(schema, attribute(each, 'type'))}`;
  });
  const found = [...rule.attributes].map(([name, { type: own, isRequired }]) => {
    const value = known.get(`${path.split('/').at(-1)}@${name}`) ?? describe(own);
    return `${name}${isRequired ? '!' : ''} ${value}`;
  });
  assert.deepEqual(found.sort(), wanted.sort(), path);
}

/** Walks both at once; `done` keeps recursion through TechnicalProfile finite. */
function compare(
  schema: Schema,
  path: string,
  element: XmlElement,
  ruleName: string,
  done: Set<string>,
) {
  const rule = ruleOf(ruleName);
  const type = schema.complexType(element);
  const typeName = attribute(element, 'type');
  if (rule.open || done.has(`${ruleName} ${typeName}`)) return;
  done.add(`${ruleName} ${typeName}`);
  if (!type) {
    assert.equal(describe(rule.text ?? 'boolean'), describeXsd(schema, typeName), path);
    return;
  }
  compareAttributes(schema, path, type, rule);
  assert.equal(rule.text !== undefined, child(type, 'simpleContent') !== undefined, `${path} text`);
  const wanted = particles(type).map((each) => `${attribute(each, 'name')}${count(each)}`);
  const found = [...rule.children.values()].map((each) => `${each.name}${countOf(each)}`);
  assert.deepEqual(found, wanted, path);
  for (const each of particles(type)) {
    const name = attribute(each, 'name') ?? '';
    compare(schema, `${path}/${name}`, each, rule.children.get(name)?.rule ?? '', done);
  }
}

test('the grammar says what the schema of the starter pack says', {
  skip: !existsSync(xsd),
}, () => {
  const schema = new Schema(readFileSync(xsd, 'utf8'));
  const done = new Set<string>();
  compare(schema, 'TrustFrameworkPolicy', schema.root, 'TrustFrameworkPolicy', done);
  assert.ok(done.size > 100, `${done.size} types`);
});
