//VTK::System::Dec
//VTK::Output::Dec
// A line between two darker or lighter rims that set it off from its ground.

in float across;
in float halfWidth;
in float opacity;

uniform vec3 lineColor;
uniform vec3 casingColor;
uniform float thickness;
uniform float pixelScale;

void main()
{
  float line = clamp((halfWidth - abs(across)) * pixelScale + 0.5, 0.0, 1.0);
  float rim = 0.4 * clamp((halfWidth + thickness - abs(across)) * pixelScale + 0.5, 0.0, 1.0);
  float alpha = line + rim * (1.0 - line);
  if (alpha * opacity < 0.004)
    discard;
  gl_FragData[0] = vec4(mix(casingColor, lineColor, line / alpha), alpha * opacity);
}
