package notiontest

import (
	"fmt"
	"strings"
)

// sampleConfiguration writes a configuration that is longer than one segment of rich text.
func sampleConfiguration() string {
	var b strings.Builder
	b.WriteString("station:\n  name: unnamed\n  position: [0.0, 0.0]\n  keeper: nobody\n\npower:\n  full: 12.4\n  low: 12.1\n  empty: 11.6\n\nsensors:\n")
	for _, sensor := range []struct {
		name, unit         string
		every              int
		low, high, maxJump float64
	}{
		{"wind_speed", "m/s", 10, 0, 75, 40},
		{"wind_direction", "degrees", 10, 0, 360, 360},
		{"gust", "m/s", 10, 0, 90, 60},
		{"air_temperature", "degC", 60, -40, 50, 4},
		{"humidity", "percent", 60, 5, 100, 25},
		{"pressure", "hPa", 60, 870, 1085, 3},
		{"rain", "mm", 60, 0, 20, 20},
		{"water_level", "m", 60, -8, 12, 0.6},
		{"water_temperature", "degC", 60, -2, 38, 2},
		{"conductivity", "mS/cm", 60, 0, 70, 30},
		{"wave_height", "m", 600, 0, 18, 6},
		{"wave_period", "s", 600, 1, 25, 12},
		{"visibility", "m", 60, 5, 20000, 20000},
		{"battery", "V", 60, 9, 15, 1},
		{"panel", "V", 60, 0, 24, 24},
		{"box_temperature", "degC", 60, -40, 75, 5},
	} {
		fmt.Fprintf(&b, "  %s:\n    unit: %s\n    every: %ds\n    range: [%s, %s] # outside: flag x\n    jump: %s # more within a minute: flag d\n    keep: true\n\n",
			sensor.name, sensor.unit, sensor.every, number(sensor.low), number(sensor.high), number(sensor.maxJump))
	}
	b.WriteString("radio:\n  relay: nearest\n  interval: 10m\n  retries: 5\n  on_low_power: 60m\n")
	return b.String()
}
