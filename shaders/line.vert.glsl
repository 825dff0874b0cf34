//VTK::System::Dec
// Widens a line on the screen: each point comes twice and steps aside, once to either side.
// Units: scene units and logical pixels.

in vec4 vertexMC;
in vec3 chord; // along the line
in vec4 shape; // pixels along, side, half width in pixels, opacity

uniform mat4 MCDCMatrix;
uniform vec2 pane; // pixels
uniform vec3 eye; // unit vector
uniform float thickness;
uniform float pixelScale; // drawn pixels per pixel

out float across; // pixels from the middle of the line
out float halfWidth;
out float opacity;

void main()
{
  vec4 here = MCDCMatrix * vec4(vertexMC.xyz, 1.0);
  vec4 there = MCDCMatrix * vec4(vertexMC.xyz + chord, 1.0);
  vec2 along = (there.xy * here.w - here.xy * there.w) * pane;
  along /= max(length(along), 1e-12);

  halfWidth = shape.z * thickness;
  opacity = shape.w;
  // Room for the casing and for a smooth edge.
  across = shape.y * (halfWidth + thickness + 1.0 / pixelScale);
  vec2 aside = along * shape.x * thickness + vec2(-along.y, along.x) * across;

  // A little nearer to the eye: the surface under a line's flank must not cut it.
  vec4 nearer = MCDCMatrix * vec4(vertexMC.xyz + 0.012 * eye, 1.0);
  gl_Position = vec4(here.xy + 2.0 * aside / pane * here.w, nearer.z / nearer.w * here.w, here.w);
}
