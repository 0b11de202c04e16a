import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { type GraphCall, graphJourney, type JourneyGraph } from '../../compiler/graph.ts';
import { boxHeight, layOutGraph, noteHeight, sizes } from '../../compiler/graph-layout.ts';
import { mermaidOf } from '../../compiler/graph-mermaid.ts';
import { svgOf } from '../../compiler/graph-svg.ts';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { policySetOf } from '../support/policy-text.ts';

const handler = (name: string) =>
  `<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.${name}, Web.TPEngine" />`;

const technicalProfiles = `
<TechnicalProfile Id="Page">${handler('SelfAssertedAttributeProvider')}
  <DisplayClaims><DisplayClaim DisplayControlReferenceId="Code" /></DisplayClaims>
  <ValidationTechnicalProfiles>
    <ValidationTechnicalProfile ReferenceId="REST-Check" ContinueOnError="true">
      <Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="false">
        <Value>email</Value><Action>SkipThisValidationTechnicalProfile</Action>
      </Precondition></Preconditions>
    </ValidationTechnicalProfile>
    <ValidationTechnicalProfile ReferenceId="Nobody" />
  </ValidationTechnicalProfiles></TechnicalProfile>
<TechnicalProfile Id="REST-Check">${handler('RestfulProvider')}<Metadata>
  <Item Key="ServiceUrl">https://user:pass@api.example.com/v1/check?code=secret</Item>
  <Item Key="AuthenticationType">None</Item></Metadata></TechnicalProfile>
<TechnicalProfile Id="REST-Raw">${handler('RestfulProvider')}<Metadata>
  <Item Key="ServiceUrl">{Api}/raw?code=secret</Item>
  <Item Key="AuthenticationType">None</Item></Metadata></TechnicalProfile>`;

const exchange = (id: string) =>
  `<ClaimsExchanges><ClaimsExchange Id="${id}Exchange" TechnicalProfileReferenceId="${id}" /></ClaimsExchanges>`;

async function graphs(t: TestContext): Promise<JourneyGraph[]> {
  const set = await policySetOf(t, [
    {
      id: 'B2C_1A_P',
      buildingBlocks: `<DisplayControls><DisplayControl Id="Code" UserInterfaceControlType="VerificationControl">
        <Actions><Action Id="SendCode"><ValidationClaimsExchange>
          <ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="REST-Raw" />
        </ValidationClaimsExchange></Action></Actions></DisplayControl></DisplayControls>`,
      technicalProfiles,
      userJourneys: `<UserJourney Id="Main"><OrchestrationSteps>
        <OrchestrationStep Order="1" Type="ClaimsExchange">${exchange('Page')}</OrchestrationStep>
        <OrchestrationStep Order="2" Type="InvokeSubJourney">
          <JourneyList><Candidate SubJourneyReferenceId="Loop" /></JourneyList></OrchestrationStep>
      </OrchestrationSteps></UserJourney>`,
      subJourneys: `<SubJourney Id="Loop" Type="Call"><OrchestrationSteps>
        <OrchestrationStep Order="1" Type="InvokeSubJourney">
          <JourneyList><Candidate SubJourneyReferenceId="Loop" /></JourneyList></OrchestrationStep>
      </OrchestrationSteps></SubJourney>`,
    },
  ]);
  const { policy } = resolvePolicy(set, set.leaves[0] ?? assert.fail());
  return graphJourney(policy, policy.userJourneys.get('main') ?? assert.fail());
}

test('a journey: what steps call, validations, controls, REST calls, conditions', async (t) => {
  const [main, loop, ...others] = await graphs(t);
  assert.deepEqual(others, [], 'a sub journey that calls itself is drawn once');
  assert.equal(loop?.title, 'Sub journey Loop');
  assert.deepEqual(main?.steps[1]?.lines, ['runs Loop']);
  assert.deepEqual(main?.steps[0]?.calls, [
    {
      profileId: 'Page',
      role: 'page',
      lines: ['as PageExchange', 'self-asserted'],
      notes: [],
      calls: [
        {
          profileId: 'REST-Check',
          role: 'rest',
          lines: ['validation 1', 'RESTful'],
          notes: ['skipped unless email exists', 'goes on after an error'],
          calls: [],
          rest: 'POST api.example.com/v1/check',
        },
        {
          profileId: 'Nobody',
          role: 'other',
          lines: ['validation 2', 'declared nowhere'],
          notes: [],
          calls: [],
        },
        {
          profileId: 'REST-Raw',
          role: 'rest',
          lines: ['SendCode of Code', 'RESTful'],
          notes: [],
          calls: [],
          rest: '{Api}/raw',
        },
      ],
    },
  ]);
});

test('both pictures are as reviewed', async (t) => {
  const drawn = await graphs(t);
  const asItIs = { serializers: [String] };
  t.assert.fileSnapshot(mermaidOf(drawn), 'test/golden/graph/main.mmd', asItIs);
  t.assert.fileSnapshot(svgOf(drawn, 'Main'), 'test/golden/graph/main.svg', asItIs);
});

const text = fc.string({ unit: 'binary', maxLength: 120 });
const leaf = fc.record({
  profileId: text,
  role: fc.constantFrom('page', 'rest', 'other'),
  lines: fc.array(text, { maxLength: 2 }),
  notes: fc.array(text, { maxLength: 2 }),
  calls: fc.constant<GraphCall[]>([]),
  rest: text,
});
const call = fc
  .tuple(leaf, fc.array(leaf, { maxLength: 3 }), fc.boolean())
  .map(([{ rest, ...one }, calls, hasRest]) => ({ ...one, calls, ...(hasRest && { rest }) }));
const step = fc.record({
  title: text,
  lines: fc.array(text, { maxLength: 2 }),
  notes: fc.array(text, { maxLength: 2 }),
  calls: fc.array(call, { maxLength: 3 }),
});
const anyGraphs = fc.array(fc.record({ title: text, steps: fc.array(step, { maxLength: 4 }) }), {
  minLength: 1,
  maxLength: 2,
});

test('no text of a policy breaks out of the SVG', () => {
  fc.assert(
    fc.property(anyGraphs, text, (drawn, name) => {
      const elements = new Set<string>();
      const parser = new SaxesParser({ fragment: false });
      parser.on('error', (error) => assert.fail(error));
      parser.on('opentag', (tag) => elements.add(tag.name));
      parser.write(svgOf(drawn, name)).close();
      const known = ['svg', 'title', 'style', 'defs', 'marker', 'path', 'rect', 'text'];
      assert.deepEqual(
        [...elements].filter((element) => !known.includes(element)),
        [],
      );
    }),
  );
});

test('no text of a policy breaks out of a mermaid label', () => {
  const quoted = /"(?:[\p{L}\p{N} ._/,·-]|#\d+;|<br\/>)*"/gu;
  const skeleton = /^(?:flowchart TB|[\w :#,[\]()>=.-]*|subgraph j\d+\[\]|end)$/;
  fc.assert(
    fc.property(anyGraphs, (drawn) => {
      for (const line of mermaidOf(drawn).trimEnd().split('\n')) {
        assert.match(line.trim().replace(quoted, ''), skeleton);
      }
    }),
  );
});

test('no two boxes overlap, and all stand within the picture', () => {
  fc.assert(
    fc.property(anyGraphs, (drawn) => {
      const { boxes, width, height } = layOutGraph(drawn);
      for (const [index, box] of boxes.entries()) {
        assert.equal(box.height, boxHeight(box) + noteHeight(box));
        assert.ok(box.x + sizes.box < width && box.y + box.height < height);
        for (const other of boxes.slice(index + 1)) {
          const isBeside = other.x !== box.x;
          assert.ok(isBeside || other.y >= box.y + box.height || box.y >= other.y + other.height);
        }
      }
    }),
  );
});
