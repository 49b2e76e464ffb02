// Draws the cells on a canvas, because ten thousand elements would be slow.

import { colour } from "../colours.js";

const MAX_CELL = 28;
const MIN_CELL = 4;
/** Height of the canvas in pixels, unless the cells need more. */
const AREA_HEIGHT = 320;

/** Returns the grid of the cells for a width in pixels. */
export function gridOf(width, size) {
  const ideal = Math.floor(Math.sqrt((width * AREA_HEIGHT) / Math.max(1, size)));
  const cell = Math.min(MAX_CELL, Math.max(MIN_CELL, ideal));
  const columns = Math.max(1, Math.floor(width / cell));
  return {
    cell,
    columns,
    size,
    width: columns * cell,
    height: Math.ceil(size / columns) * cell,
    /** Returns the index of the cell at a point, or undefined if there is none. */
    at(x, y) {
      const column = Math.floor(x / cell);
      const index = Math.floor(y / cell) * columns + column;
      return column < columns && index >= 0 && index < size ? index : undefined;
    },
  };
}

/**
 * @param shade returns `{colour, share}` of an index; the share, from 0 to 1, is the filled part of the cell
 * @param chosen index of the cell with a frame
 */
export function draw(canvas, grid, shade, chosen) {
  const ratio = window.devicePixelRatio || 1;
  const sizes = [grid.width * ratio, grid.height * ratio].map(Math.round);
  if (canvas.width !== sizes[0] || canvas.height !== sizes[1]) {
    [canvas.width, canvas.height] = sizes;
    canvas.style.width = `${grid.width}px`;
    canvas.style.height = `${grid.height}px`;
  }
  const context = canvas.getContext("2d");
  const background = colour("--line");
  const gap = grid.cell > 6 ? 1 : 0.5;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, grid.width, grid.height);
  for (let index = 0; index < grid.size; index += 1) {
    const x = (index % grid.columns) * grid.cell;
    const y = Math.floor(index / grid.columns) * grid.cell;
    const side = grid.cell - gap;
    const { colour: paint, share } = shade(index);
    context.fillStyle = background;
    context.fillRect(x, y, side, side);
    context.fillStyle = paint;
    context.fillRect(x, y + side * (1 - share), side, side * share);
  }
  if (chosen < grid.size) {
    context.strokeStyle = colour("--text");
    context.lineWidth = 2;
    context.strokeRect(
      (chosen % grid.columns) * grid.cell + 0.5,
      Math.floor(chosen / grid.columns) * grid.cell + 0.5,
      grid.cell - 1 - gap,
      grid.cell - 1 - gap,
    );
  }
}
