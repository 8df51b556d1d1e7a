/** The page numbers to show around `page`: at most `size`, within 1..`count`. */
export function pageWindow(page: number, count: number, size: number): number[] {
  const length = Math.max(0, Math.min(size, count));
  const first = Math.max(1, Math.min(page - Math.floor(length / 2), count - length + 1));
  return Array.from({ length }, (_, index) => first + index);
}
