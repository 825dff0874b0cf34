//VTK::System::Dec
// Lifts a flat mesh to the density: one texture read per vertex, nothing is sent but textures.
// Units: scene units (the longer side of the floor is 2).

in vec4 vertexMC; // mesh point, x and y in -1 .. 1

uniform mat4 MCDCMatrix;
uniform sampler2D fieldTexture; // height, normal x, normal y, potential; edge samples on the edges
uniform vec2 fieldSize; // samples
uniform vec2 halfSides; // of the floor

out vec2 sampleUv;
out vec2 floorPosition;

void main()
{
  sampleUv = ((0.5 * vertexMC.xy + 0.5) * (fieldSize - 1.0) + 0.5) / fieldSize;
  floorPosition = vertexMC.xy * halfSides;
  float height = textureLod(fieldTexture, sampleUv, 0.0).x;
  gl_Position = MCDCMatrix * vec4(floorPosition, height, 1.0);
}
