//! Pages: extract, call one service, render.
