export interface ApiAnswer {
  status: number;
  body?: unknown;
}
