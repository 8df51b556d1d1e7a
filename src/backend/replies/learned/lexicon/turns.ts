/** What turns a word round for a rule, and the model learns from the words themselves. See ../concepts.ts. */
export const turns: Readonly<Record<string, string>> = {
  past: `
    was were met called spoke talked had war waren hatte hatten trafen sprachen etait etions avions fue fueron
    tuvimos hablamos estuvimos vimos foi foram tivemos falamos estivemos era eravamo avuto stato stata incontrati
    hadden spraken sprak gesproken でした`,
  // Ends as the past does.
  condition: 'でしたら',
};
