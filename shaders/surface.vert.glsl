//VTK::System::Dec
// Lifts a flat mesh to the density: one texture read per vertex, nothing is sent but textures.
// Units: scene units (the longer side of the floor is 2).

in vec4 vertexMC; // mesh point, x and y in -1 .. 1

uniform mat4 MCDCMatrix;
uniform sampler2D fieldTexture; // height, normal x, normal y, potential; edge samples on the edges
uniform vec2 fieldSize; // samples
uniform vec2 halfSides; // of the floor
uniform vec4 focusX; // where the mesh is dense, see focused()
uniform vec4 focusY;

out vec2 sampleUv;
out vec2 slant; // horizontal part of the unit normal

// Sends the mesh's coordinate to the floor's, piecewise linear through (-1, -1), two knots (x, y)
// and (z, w), and (1, 1): most cells go where the density is, the level floor needs few.
float focused(float coordinate, vec4 knots)
{
  if (coordinate <= knots.x)
    return mix(-1.0, knots.y, (coordinate + 1.0) / max(knots.x + 1.0, 1e-6));
  if (coordinate >= knots.z)
    return mix(knots.w, 1.0, (coordinate - knots.z) / max(1.0 - knots.z, 1e-6));
  return mix(knots.y, knots.w, (coordinate - knots.x) / (knots.z - knots.x));
}

void main()
{
  vec2 place = vec2(focused(vertexMC.x, focusX), focused(vertexMC.y, focusY));
  sampleUv = ((0.5 * place + 0.5) * (fieldSize - 1.0) + 0.5) / fieldSize;
  vec4 field = textureLod(fieldTexture, sampleUv, 0.0);
  slant = field.yz;
  gl_Position = MCDCMatrix * vec4(place * halfSides, field.x, 1.0);
}
