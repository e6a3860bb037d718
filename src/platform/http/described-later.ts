import type * as Swagger from '@nestjs/swagger';

/** The library that makes the API description out of what its decorators have noted. */
export type Describer = typeof Swagger;

const waiting: ((describer: Describer) => void)[] = [];

/** A field's line in the API description. */
export function describedField(options: Swagger.ApiPropertyOptions): PropertyDecorator {
  return (target, field) => {
    waiting.push(({ ApiProperty }) => ApiProperty(options)(target, field));
  };
}

/** What a handler is in the API description, in the library's own decorators. */
export function describedHandler(decoratorOf: (describer: Describer) => MethodDecorator): MethodDecorator {
  return (target, name, descriptor) => {
    waiting.push((describer) => void decoratorOf(describer)(target, name, descriptor));
  };
}

/**
 * The library, with everything noted that was decorated so far, in the order in which it was. It is loaded when somebody
 * asks for the description: it takes a good part of a start, and few of those who start ask.
 */
export async function describer(): Promise<Describer> {
  const library = await import('@nestjs/swagger');
  for (const note of waiting.splice(0)) note(library);
  return library;
}
