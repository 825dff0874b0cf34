//VTK::System::Dec
// The potential as a sheet over the floor, on the same mesh as the density.
// Units: scene units.

in vec4 vertexMC; // mesh point, x and y in -1 .. 1

uniform mat4 MCDCMatrix;
uniform sampler2D fieldTexture; // .w: potential, 0 at the floor, 1 at sheetHeight
uniform vec2 fieldSize; // samples
uniform vec2 halfSides; // of the floor
uniform float sheetHeight;
uniform float walls; // 1: what rises above the range has a level top

out vec3 position;

void main()
{
  vec2 sampleUv = ((0.5 * vertexMC.xy + 0.5) * (fieldSize - 1.0) + 0.5) / fieldSize;
  float potential = textureLod(fieldTexture, sampleUv, 0.0).w;
  position = vec3(vertexMC.xy * halfSides, sheetHeight * mix(potential, min(potential, 1.0), walls));
  // A hair above the floor, so that the two never fight for a pixel.
  gl_Position = MCDCMatrix * vec4(position + vec3(0.0, 0.0, 0.003), 1.0);
}
