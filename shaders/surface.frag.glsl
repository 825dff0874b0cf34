//VTK::System::Dec
//VTK::Output::Dec
// The density's surface: matte, a soft key light and a fill; grid and contour lines of the potential
// lie on it where it is floor and vanish under the packet. Lines are one to two pixels wide and
// smooth without multisampling.

in vec2 sampleUv;
in vec2 floorPosition; // scene units

uniform sampler2D fieldTexture; // height, normal x, normal y, potential
uniform sampler2D colorTexture; // colour faded into the neutral surface; alpha: weight of the packet
uniform vec2 halfSides; // of the floor, scene units
uniform vec3 keyLight; // unit vectors towards the lights and the eye
uniform vec3 fillLight;
uniform vec3 eye;
uniform float relief; // 1: fully shaded, 0: flat colour
uniform vec3 gridLines; // x, y of one line and the spacing, scene units
uniform vec3 lineColor;
uniform float lineWidth; // pixels
uniform vec3 potentialColor;
uniform vec2 contours; // lines per unit of the potential texture (0: none) and offset in lines

float coverage(float pixels, float width)
{
  return clamp(0.5 * width + 0.5 - pixels, 0.0, 1.0);
}

// Lines at the integers of both coordinates; they fade where they crowd.
float gridCoverage(vec2 position, vec2 perPixel, float width)
{
  vec2 distance = abs(fract(position + 0.5) - 0.5) / perPixel;
  vec2 fade = 1.0 - smoothstep(vec2(0.1), vec2(0.3), perPixel);
  return max(coverage(distance.x, width) * fade.x, coverage(distance.y, width) * fade.y);
}

// Lines half way between the integers; a sharp edge becomes an even band, a plateau stays empty.
float contourCoverage(float level, float width)
{
  float perPixel = fwidth(level);
  float lines = coverage(abs(fract(level) - 0.5) / max(perPixel, 1e-6), width);
  return step(1e-5, perPixel) * mix(lines, 0.7, smoothstep(0.3, 0.6, perPixel));
}

// Half Lambert: no hard terminator, no black side.
float softLight(vec3 normal, vec3 light)
{
  float x = 0.5 + 0.5 * dot(normal, light);
  return x * x;
}

float brightness(vec3 normal)
{
  return 0.42 + 0.72 * softLight(normal, keyLight) + 0.24 * softLight(normal, fillLight);
}

void main()
{
  vec4 field = texture(fieldTexture, sampleUv);
  vec4 color = texture(colorTexture, sampleUv);
  vec3 normal = vec3(field.yz, sqrt(max(0.0, 1.0 - dot(field.yz, field.yz))));

  // The level floor keeps its colour exactly.
  float shade = brightness(normal) / brightness(vec3(0.0, 0.0, 1.0));
  float rim = 0.08 * pow(1.0 - abs(dot(normal, eye)), 3.0);
  // Calm around the packet: the neutral surface takes its shade only gradually.
  vec3 lit = color.rgb * mix(1.0, shade + rim, relief * sqrt(color.a));

  float bare = 1.0 - smoothstep(0.0, 0.7, color.a);
  vec2 perPixel = fwidth(floorPosition);
  vec2 place = (floorPosition - gridLines.xy) / gridLines.z;
  vec2 placePerPixel = perPixel / gridLines.z;
  float major = gridCoverage(place, placePerPixel, lineWidth);
  float minor = gridCoverage(5.0 * place, 5.0 * placePerPixel, lineWidth);
  vec2 edge = (halfSides - abs(floorPosition)) / perPixel;
  float border = coverage(min(edge.x, edge.y), 2.0 * lineWidth);
  lit = mix(lit, lineColor, bare * max(0.85 * border, max(0.6 * major, 0.2 * minor)));

  if (contours.x > 0.0) {
    float level = field.w * contours.x + contours.y;
    lit = mix(lit, potentialColor, 0.8 * bare * contourCoverage(level, 1.25 * lineWidth));
  }
  gl_FragData[0] = vec4(lit, 1.0);
}
