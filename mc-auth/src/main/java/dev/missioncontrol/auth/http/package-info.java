/** May this request come in, and whose is it? */
@NullMarked
package dev.missioncontrol.auth.http;

import org.jspecify.annotations.NullMarked;
