/// What is wrong with a page as it stands in a browser, a line each.
enum PageInspection {
  /// A script that lists, for the window as it is: a page wider than it; plots that are too small
  /// or empty; labels that are cut off or lie on each other; text and lines that stand out too
  /// little.
  ///
  /// The contrasts are those of WCAG 2.1: 4.5 for text, 3 for what a chart is drawn with.
  static let script = #"""
    (() => {
      const findings = [], note = text => findings.push(text)
      const inside = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
        && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1
      const meet = (a, b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
      const channels = text => text.match(/[\d.]+/g).map(Number)
      const behind = element => {
        for (let at = element; at; at = at.parentElement) {
          const color = channels(getComputedStyle(at).backgroundColor)
          if (color.length === 3 || color[3] > 0) return color
        }
        return [255, 255, 255]
      }
      const luminance = color => color.slice(0, 3).map(channel => channel / 255)
        .map(share => share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4)
        .reduce((sum, share, index) => sum + share * [0.2126, 0.7152, 0.0722][index], 0)
      const contrast = (element, paint, opacity) => {
        const back = behind(element), front = channels(paint).slice(0, 3)
          .map((channel, index) => channel * opacity + back[index] * (1 - opacity))
        const [low, high] = [luminance(front), luminance(back)].sort((a, b) => a - b)
        return (high + 0.05) / (low + 0.05)
      }
      const check = (element, paint, least, opacity = 1) => {
        const found = contrast(element, paint, opacity)
        if (found < least) note(`${element.tagName}.${element.getAttribute("class")} `
          + `"${element.textContent.slice(0, 20)}" stands out by ${found.toFixed(2)}`)
      }
      if (document.documentElement.scrollWidth > innerWidth) {
        note(`the page is ${document.documentElement.scrollWidth} wide in ${innerWidth}`)
      }
      for (const chart of document.querySelectorAll("figure > svg.chart")) {
        const name = chart.closest("figure").id, box = chart.getBoundingClientRect()
        if (box.width < 200 || box.height < 100) note(`${name} is ${box.width} x ${box.height}`)
        const shapes = [...chart.querySelectorAll(":scope svg :is(path, circle)")].filter(shape => {
          const box = shape.getBBox()
          return box.width + box.height > 0
        })
        if (!shapes.length) note(`${name} has nothing in its plot`)
        const texts = [...chart.querySelectorAll("text")]
        const boxes = texts.map(text => text.getBoundingClientRect())
        boxes.forEach((one, index) => {
          if (!inside(one, box)) note(`${name}: "${texts[index].textContent}" is cut off`)
          boxes.slice(index + 1).forEach((other, offset) => {
            if (meet(one, other)) note(`${name}: "${texts[index].textContent}" lies on `
              + `"${texts[index + 1 + offset].textContent}"`)
          })
        })
        for (const text of texts) check(text, getComputedStyle(text).fill, 4.5)
        for (const line of chart.querySelectorAll(".line")) {
          const style = getComputedStyle(line)
          check(line, style.stroke, 3, Number(style.opacity))
        }
        for (const mark of chart.querySelectorAll(".mark")) check(mark, getComputedStyle(mark).fill, 3)
      }
      const written = "h1, h2, h3, p, li, dt, dd, th, td, a, strong, figcaption, caption"
      for (const text of document.querySelectorAll(written)) {
        if (text.textContent) check(text, getComputedStyle(text).color, 4.5)
      }
      const paper = luminance(behind(document.body))
      return [...findings, paper > 0.5 ? "light" : "dark"].join("\n")
    })()
    """#
}
