/** How does JSON come in and go out? The only package that names Jackson. */
@NullMarked
package dev.missioncontrol.fakegateway.internal.json;

import org.jspecify.annotations.NullMarked;
