import { z } from 'zod';
import { comparisonSchema } from '../../shared/model/comparison.ts';
import { curveDocumentSchema } from '../../shared/model/curve.ts';
import { driverAnswerSchema, driverInfoSchema, driverRequestSchema } from '../../shared/model/driver.ts';
import { planSchema } from '../../shared/model/plan.ts';
import { runsDocumentSchema } from '../../shared/model/runs.ts';
import { eventSchema, metaSchema, sampleSchema } from '../../shared/model/trace.ts';
import { verdictSchema } from '../../shared/model/verdict.ts';

/** A trace is lines; this is one of them. Lines of other types are kept and not looked at. */
const traceLineSchema = z.union([metaSchema, eventSchema, sampleSchema]);

/** Every format of ours that other programs write or read, by the name of its file in docs/schemas. */
const FORMATS = {
  'plan.1': ['kneescope.plan/1', planSchema],
  'trace-line.1': ['One line of kneescope.trace/1', traceLineSchema],
  'driver-request.1': ['A request of kneescope.driver/1, as a driver reads it', driverRequestSchema],
  'driver-answer.1': ['An answer of kneescope.driver/1, as a driver writes it', driverAnswerSchema],
  'driver-info.1': ['The result of `info` in kneescope.driver/1', driverInfoSchema],
  'verdict.1': ['kneescope.verdict/1', verdictSchema],
  'comparison.1': ['kneescope.comparison/1', comparisonSchema],
  'runs.1': ['kneescope.runs/1', runsDocumentSchema],
  'curve.1': ['kneescope.curve/1', curveDocumentSchema],
} as const satisfies Record<string, readonly [string, z.ZodType]>;

/** In a plan a field that begins with `x-` is anybody's own; elsewhere objects are open anyway. */
function withOwnFields({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) jsonSchema.patternProperties = { '^x-': {} };
}

/** JSON Schemas (draft 2020-12) of our formats, each as the text of its file. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FORMATS).map(([name, [title, schema]]) => {
      const generated = z.toJSONSchema(schema, {
        io: 'input',
        unrepresentable: 'any',
        override: withOwnFields,
      });
      const { $schema, ...rest } = generated;
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`];
    }),
  );
}
