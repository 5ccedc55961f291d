package main

import (
	"bytes"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// The size of the chart, and of what is in it.
const (
	chartWidth = 22 * vg.Centimeter
	rowHeight  = 0.6 * vg.Centimeter
	barWidth   = rowHeight / 3
	margin     = rowHeight / 2
	fontSize   = 9
)

// bars are what the chart shows of each call.
var bars = []struct {
	unit, title string
	color       color.Color
	offset      vg.Length
}{
	{unitTime, "time", color.RGBA{R: 0x1f, G: 0x77, B: 0xb4, A: 0xff}, barWidth / 2},
	{unitAllocations, "allocations", color.RGBA{R: 0xff, G: 0x9f, B: 0x40, A: 0xff}, -barWidth / 2},
}

// chart draws the ratios of all calls to the floor, the first call on top. Its
// ground is white, so that it can be read on a dark page too.
func chart(r *run) ([]byte, error) {
	calls := slices.Clone(r.calls)
	slices.Reverse(calls)
	names := make([]string, len(calls))
	for i, c := range calls {
		names[i] = strings.ReplaceAll(c.title(), "`", "")
	}

	p := plot.New()
	p.BackgroundColor = nil // that of the canvas, below
	p.NominalY(names...)
	p.Y.Min, p.Y.Max = -0.6, float64(len(calls))-0.4
	p.X.Label.Text = "by hand = 1, shorter is better"
	for _, text := range []*font.Font{&p.X.Tick.Label.Font, &p.Y.Tick.Label.Font, &p.X.Label.TextStyle.Font, &p.Legend.TextStyle.Font} {
		*text = font.Font{Typeface: text.Typeface, Variant: "Sans", Size: fontSize}
	}

	longest := 1.0
	for _, bar := range bars {
		ratios := make(plotter.Values, len(calls))
		for i, c := range calls {
			ratios[i] = c.ratio(c.client(), bar.unit).Center
			longest = max(longest, ratios[i])
		}
		drawn, err := plotter.NewBarChart(ratios, barWidth)
		if err != nil {
			return nil, err
		}
		drawn.Horizontal, drawn.Color, drawn.Offset, drawn.LineStyle.Width = true, bar.color, bar.offset, 0
		p.Add(drawn)
		p.Legend.Add(bar.title, drawn)
	}
	floor, err := plotter.NewLine(plotter.XYs{{X: 1, Y: p.Y.Min}, {X: 1, Y: p.Y.Max}})
	if err != nil {
		return nil, err
	}
	floor.Width, floor.Dashes = vg.Points(1), []vg.Length{vg.Points(4), vg.Points(2)}
	p.Add(floor)
	p.X.Min, p.X.Max = 0, math.Ceil(longest*4)/4
	p.X.Tick.Marker = plot.ConstantTicks(ticks(p.X.Max))
	p.Legend.Top = true

	canvas := vgsvg.New(chartWidth, rowHeight*vg.Length(len(calls)+4))
	ground := draw.New(canvas)
	ground.SetColor(color.White)
	ground.Fill(ground.Rectangle.Path())
	p.Draw(draw.Crop(ground, margin, -margin, margin, -margin))
	var svg bytes.Buffer
	if _, err := canvas.WriteTo(&svg); err != nil {
		return nil, err
	}
	// Fonts of the same widths, for who has not the first.
	const family = "font-family:Liberation Sans"
	return bytes.ReplaceAll(svg.Bytes(), []byte(family), []byte(family+",Arial,Helvetica,sans-serif")), nil
}

// ticks are the marks of the axis, a quarter apart.
func ticks(end float64) []plot.Tick {
	var marks []plot.Tick
	for at := 0.0; at <= end; at += 0.25 {
		marks = append(marks, plot.Tick{Value: at, Label: two(at)})
	}
	return marks
}
