//VTK::System::Dec
// A particle on the surface, a little nearer to the eye, so that the ground does not cut it.
// Units: scene units.

in vec4 vertexMC;

uniform mat4 MCDCMatrix;
uniform vec3 eye; // unit vector

void main()
{
  vec4 here = MCDCMatrix * vec4(vertexMC.xyz, 1.0);
  vec4 nearer = MCDCMatrix * vec4(vertexMC.xyz + 0.012 * eye, 1.0);
  gl_Position = vec4(here.xy, nearer.z / nearer.w * here.w, here.w);
}
