//VTK::System::Dec
//VTK::Output::Dec
// The density's surface: matte, a soft key light and a fill; grid and contour lines of the potential
// lie on it where it is floor and vanish under the packet. Lines are one to two pixels wide and
// smooth without multisampling. Without a GPU every branch is paid for at every pixel: what is not
// always needed, the contour lines, is compiled in by CONTOURS.

in vec2 sampleUv;
in vec2 slant; // horizontal part of the unit normal

uniform sampler2D colorTexture; // colour faded into the neutral surface; alpha: weight of the packet
uniform vec2 fieldSize; // samples
uniform vec2 halfSides; // of the floor, scene units
uniform vec3 keyLight; // unit vectors towards the lights and the eye
uniform vec3 fillLight;
uniform vec3 eye;
uniform float relief; // 1: fully shaded, 0: flat colour
uniform vec3 gridLines; // x, y of one line and the spacing, scene units
uniform vec3 lineColor;
uniform float lineWidth; // pixels
#ifdef CONTOURS
uniform sampler2D fieldTexture; // .w: potential
uniform vec3 potentialColor;
uniform vec3 wallColor;
uniform float walls; // 1: what V has is walls, which are filled
uniform vec2 contours; // lines per unit of the potential texture and offset in lines; none: 0
#endif

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

vec3 lightened(vec4 color)
{
  vec3 normal = vec3(slant, sqrt(max(0.0, 1.0 - dot(slant, slant))));
  // The level floor keeps its colour exactly.
  float shade = brightness(normal) / brightness(vec3(0.0, 0.0, 1.0));
  float away = 1.0 - abs(dot(normal, eye));
  // Calm around the packet: the neutral surface takes its shade only gradually.
  return color.rgb * mix(1.0, shade + 0.08 * away * away * away, relief * sqrt(color.a));
}

// How much of a pixel a line covers whose middle is this many pixels away.
vec2 coverage(vec2 pixels, float width)
{
  return clamp(0.5 * width + 0.5 - pixels, 0.0, 1.0);
}

// Distance to the nearest integer.
vec2 offLine(vec2 position)
{
  return abs(fract(position + 0.5) - 0.5);
}

// Border, lines of the grid, and four finer ones between two of them, which fade where they crowd.
float gridCoverage(vec2 position, vec2 pixelsPerUnit)
{
  vec2 place = (position - gridLines.xy) / gridLines.z;
  vec2 spacing = gridLines.z * pixelsPerUnit;
  vec2 major = coverage(offLine(place) * spacing, lineWidth);
  vec2 minor = coverage(offLine(5.0 * place) * (0.2 * spacing), lineWidth)
    * clamp(0.03 * spacing - 0.5, 0.0, 1.0);
  vec2 border = coverage((halfSides - abs(position)) * pixelsPerUnit, 2.0 * lineWidth);
  vec2 all = max(0.85 * border, max(0.6 * major, 0.2 * minor));
  return max(all.x, all.y);
}

// Lines half way between the integers; a sharp edge becomes an even band, a plateau stays empty.
float contourCoverage(float level, float width)
{
  float perPixel = fwidth(level);
  float distance = abs(fract(level) - 0.5) / max(perPixel, 1e-6);
  float lines = clamp(0.5 * width + 0.5 - distance, 0.0, 1.0);
  return step(1e-5, perPixel) * mix(lines, 0.7, smoothstep(0.3, 0.6, perPixel));
}

void main()
{
  vec4 color = textureLod(colorTexture, sampleUv, 0.0);
  vec2 position = (2.0 * (sampleUv * fieldSize - 0.5) / (fieldSize - 1.0) - 1.0) * halfSides;
  float bare = clamp(1.0 - 1.5 * color.a, 0.0, 1.0);
  vec3 lit = mix(lightened(color), lineColor, bare * gridCoverage(position, 1.0 / fwidth(position)));
#ifdef CONTOURS
  float potential = textureLod(fieldTexture, sampleUv, 0.0).w;
  lit = mix(lit, wallColor, walls * 0.8 * bare * smoothstep(0.02, 0.3, potential));
  float level = potential * contours.x + contours.y;
  lit = mix(lit, potentialColor, 0.8 * bare * contourCoverage(level, 1.25 * lineWidth));
#endif
  gl_FragData[0] = vec4(lit, 1.0);
}
