/** What was asked for, or `otherwise` if it takes longer. What comes too late is dropped. */
export async function withinTime<Answer, Otherwise = Answer>(
  ms: number,
  asked: Promise<Answer>,
  otherwise: Otherwise,
): Promise<Answer | Otherwise> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Otherwise>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
