/** A small picture, as base64 of a PNG: what a simulated camera shows where nothing can be drawn. */
export const stillPicture: string =
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAAAjElEQVR42u3YsRGAMAxDUY1BQckszMSIjEXPJQVnB8fOv9MAelVi' +
  'aduP1BEAAAAAAAAA4JXzuptJAOhVH8fQn9VHMBTS3tGgqPZeBgW2dzEotr3dsDDAq73RsCrAt73FAAAAAAAAIgC8xBMA+I1OAEh/' +
  '0FQ4KSsc9RVmlQrDVpFpkXUaAAAAAAAA+JQHWwv3CxjyuyQAAAAASUVORK5CYII='

const prefix = 'data:image/png;base64,'

/** Draws what a video shows at this moment; null where nothing has been seen yet, or it may not be read. */
export function pictureOf(video: HTMLVideoElement): string | null {
  const canvas = video.ownerDocument.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  try {
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
    const address = canvas.toDataURL('image/png')
    return address.startsWith(prefix) && address.length > prefix.length ? address.slice(prefix.length) : null
  } catch {
    return null
  }
}
