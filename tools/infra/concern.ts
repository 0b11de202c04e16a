import type { Deployment } from './deployment.ts';
import type { ProjectFacts } from './project-facts.ts';

/** One thing that every deployment must have right, whatever its parameters. */
export interface Concern {
  /** As its file. */
  readonly name: string;
  /** One line for each fault; none where all is right. May throw what it cannot find. */
  readonly check: (deployment: Deployment, project: ProjectFacts) => readonly string[];
}
