/** What was asked for, or `otherwise` if it takes longer. What comes too late is dropped. */
export async function withinTime<Answer>(
  ms: number,
  asked: Promise<Answer>,
  otherwise: Answer,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
