//VTK::System::Dec
//VTK::Output::Dec
// The potential's sheet with its contour lines: translucent, fading where V is level ground and
// where it leaves the range that is drawn; or walls, a solid with a level top. Drawn twice: first its depth alone, then its colour, so
// that only the nearest layer is seen, whatever the order of the triangles.

in vec3 position; // scene units

uniform float sheetHeight; // of the potential at the top of the range that is drawn
uniform vec3 keyLight;
uniform vec3 potentialColor;
uniform vec2 contours; // lines per unit of the potential texture and offset in lines
uniform float levelGround; // potential of level ground, 0 .. 1
uniform float lineWidth; // pixels
uniform float depthOnly; // 1: first pass
uniform float walls; // 1: a solid
uniform vec3 wallColor;

void main()
{
  float potential = position.z / sheetHeight;
  float presence = walls > 0.5
    ? smoothstep(0.02, 0.12, potential)
    : smoothstep(0.0, 0.08, abs(potential - levelGround)) * (1.0 - smoothstep(0.95, 1.12, potential));
  // A vanishing part must not hide what stands behind it.
  if (presence < mix(0.01, 0.7, depthOnly))
    discard;

  vec3 normal = normalize(cross(dFdx(position), dFdy(position)));
  normal = normal.z < 0.0 ? -normal : normal;
  float shade = 0.85 + 0.2 * max(dot(normal, keyLight), 0.0);

  float level = potential * contours.x + contours.y;
  float perPixel = max(fwidth(level), 1e-6);
  float line = clamp(0.5 * lineWidth + 0.5 - abs(fract(level) - 0.5) / perPixel, 0.0, 1.0)
    * (1.0 - smoothstep(0.3, 0.6, perPixel));
  if (walls > 0.5) {
    // Sides darker than the top: a solid has edges.
    float side = 1.0 - normal.z;
    gl_FragData[0] = vec4(wallColor * (shade - 0.22 * side), presence * 0.84 * (1.0 - depthOnly));
    return;
  }
  float alpha = presence * mix(0.26, 0.75, line);
  gl_FragData[0] = vec4(potentialColor * shade, alpha * (1.0 - depthOnly));
}
