/** Somebody of a family by name, opened to be compared with what is to hang in public, and shown to nobody. */
export interface NamedPerson {
  readonly memberId: string;
  readonly name: string;
  /** Under eighteen today, as far as his birth or the mark at his registration tells (民法典 art. 17). */
  readonly minor: boolean;
}

/** Reads the household's own stream, no view. */
export abstract class FamilyNamesPort {
  /** Everybody who ever belonged to the household, and to the one it ended in; whose name was erased is left out. */
  abstract of(householdRef: string): Promise<readonly NamedPerson[]>;
}
