//VTK::System::Dec
//VTK::Output::Dec
// A round point with a smooth edge and, if it is large enough, a rim that sets it off its ground.
// Units: drawn pixels.

uniform vec3 pointColor;
uniform vec3 casingColor;
uniform float diameter;
uniform float rim;
uniform float opacity;

void main()
{
  float toEdge = 0.5 * diameter - length(gl_PointCoord - 0.5) * (diameter + 1.0);
  float alpha = clamp(toEdge + 0.5, 0.0, 1.0) * min(diameter, 1.0);
  if (alpha < 0.02)
    discard;
  float inside = rim > 0.0 ? clamp(toEdge - rim + 0.5, 0.0, 1.0) : 1.0;
  gl_FragData[0] = vec4(mix(casingColor, pointColor, inside), alpha * opacity);
}
