/** What a figure is: a Plotly drawing with the words that go with it and the numbers that it shows. */

/** A Plotly trace or layout: plain JSON. Plotly's own documentation lists the fields. */
export interface PlotlyObject {
  [field: string]: unknown;
}

/** One drawn figure. Plain JSON throughout, so that it can be stored, compared and sent to a notebook. */
export interface Figure {
  readonly kind: 'figure';
  /** Number in the paper, for example `3a`, or a name of our own. */
  readonly id: string;
  readonly title: string;
  /** What one sees and how to read it, in our own words. */
  readonly caption: string;
  /** What a reader who cannot see the picture needs to know, with the main numbers. */
  readonly alt: string;
  readonly data: readonly PlotlyObject[];
  readonly layout: PlotlyObject;
  /** The numbers behind the drawing, one object a mark. */
  readonly records: readonly FigureRecord[];
}

/** One mark of a figure, with the numbers of its hover text. */
export interface FigureRecord {
  readonly [field: string]: string | number | boolean | null;
}
