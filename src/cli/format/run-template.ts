import { isTruthy, items, printed, templateFunctions } from './template-functions.ts';
import type { TemplateValue } from './template-functions.ts';
import { TemplateProblem } from './template-syntax.ts';
import type { Expression, TemplateNode } from './template-syntax.ts';

/** What a template gives for a value. Throws a TemplateProblem where it asks for what is not there. */
export function runTemplate(nodes: readonly TemplateNode[], value: TemplateValue): string {
  return runNodes(nodes, { dot: value, root: value });
}

interface Scope {
  readonly dot: TemplateValue;
  readonly root: TemplateValue;
}

function runNodes(nodes: readonly TemplateNode[], scope: Scope): string {
  return nodes.map((node) => runNode(node, scope)).join('');
}

function runNode(node: TemplateNode, scope: Scope): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'print':
      return printed(evaluate(node.value, scope));
    case 'if':
      return runNodes(isTruthy(evaluate(node.value, scope)) ? node.body : node.otherwise, scope);
    case 'with': {
      const dot = evaluate(node.value, scope);
      return isTruthy(dot) ? runNodes(node.body, { ...scope, dot }) : runNodes(node.otherwise, scope);
    }
    case 'range': {
      const members = items(evaluate(node.value, scope));
      if (members.length === 0) return runNodes(node.otherwise, scope);
      return members.map((dot) => runNodes(node.body, { ...scope, dot })).join('');
    }
  }
}

function evaluate(expression: Expression, scope: Scope): TemplateValue {
  const value = resolve(expression, scope);
  return typeof value === 'function' ? value() : value;
}

/** The value, or the function that a call is to be made of. */
function resolve(expression: Expression, scope: Scope): TemplateValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'field':
      return expression.path.reduce(member, expression.isRoot ? scope.root : scope.dot);
    case 'member':
      return expression.path.reduce(member, evaluate(expression.of, scope));
    case 'function': {
      const found = templateFunctions.get(expression.name);
      if (found === undefined) throw new TemplateProblem(`there is no function \`${expression.name}\``);
      return found;
    }
    case 'call': {
      const callee = resolve(expression.callee, scope);
      if (typeof callee !== 'function') throw new TemplateProblem('only functions take arguments');
      return callee(...expression.args.map((arg) => evaluate(arg, scope)));
    }
  }
}

function member(value: TemplateValue, name: string): TemplateValue {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, name)) {
    throw new TemplateProblem(`there is no field \`${name}\``);
  }
  return (value as Readonly<Record<string, TemplateValue>>)[name] ?? null;
}
