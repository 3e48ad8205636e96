//! One request by `fetch`: the runtime's own, or a function that was handed in.
//!
//! A function that was handed in (undici, a test, a sandbox) gives responses of a class of its own, so that a cast to
//! the global class would fail: the few members that are read are declared structurally.

use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortSignal;

use crate::limits;
use crate::submit::{Failure, FailureKind, Request, Response};

#[wasm_bindgen]
extern "C" {
    type FetchResponse;

    #[wasm_bindgen(method, getter, catch)]
    fn headers(this: &FetchResponse) -> Result<FetchHeaders, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    fn body(this: &FetchResponse) -> Result<Option<ByteStream>, JsValue>;

    #[wasm_bindgen(method, catch, js_name = arrayBuffer)]
    fn array_buffer(this: &FetchResponse) -> Result<Promise, JsValue>;

    type FetchHeaders;

    #[wasm_bindgen(method, catch)]
    fn get(this: &FetchHeaders, name: &str) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getSetCookie)]
    fn get_set_cookie(this: &FetchHeaders) -> Result<Array, JsValue>;

    type ByteStream;

    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn get_reader(this: &ByteStream) -> Result<StreamReader, JsValue>;

    type StreamReader;

    #[wasm_bindgen(method, catch)]
    fn read(this: &StreamReader) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn cancel(this: &StreamReader) -> Result<Promise, JsValue>;

    type CompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn writable(this: &CompressionStream) -> WritableStream;

    #[wasm_bindgen(method, getter)]
    fn readable(this: &CompressionStream) -> ByteStream;

    type WritableStream;

    #[wasm_bindgen(method, js_name = getWriter)]
    fn get_writer(this: &WritableStream) -> StreamWriter;

    type StreamWriter;

    #[wasm_bindgen(method)]
    fn write(this: &StreamWriter, bytes: &Uint8Array) -> Promise;

    #[wasm_bindgen(method)]
    fn close(this: &StreamWriter) -> Promise;
}

/// A way to send requests.
#[derive(Clone)]
pub(super) struct Fetch(Option<Function>);

impl Fetch {
    pub(super) fn new(function: Option<Function>) -> Self {
        Self(function)
    }

    /// Sends one request and reads its whole answer.
    pub(super) async fn send(
        &self,
        address: &str,
        request: &Request,
        signal: &AbortSignal,
    ) -> Result<Response, Failure> {
        let packed = if request.gzip { packed(request).await } else { None };
        let answer = self.call(address, request, packed.as_ref(), signal).map_err(|error| failure(&error))?;
        let answer = JsFuture::from(answer).await.map_err(|error| failure(&error))?;
        let Some(status) = property(&answer, "status").as_f64() else {
            return Err(Failure::new(FailureKind::Unsendable, "fetch gives no response"));
        };
        if property(&answer, "type") == "opaqueredirect" {
            return Err(Failure::new(FailureKind::Redirect, ""));
        }
        read(&answer.unchecked_into(), status).await
    }

    fn call(
        &self,
        address: &str,
        request: &Request,
        packed: Option<&Uint8Array>,
        signal: &AbortSignal,
    ) -> Result<Promise, JsValue> {
        let init = init(request, packed, signal)?;
        let global = js_sys::global();
        let function = match &self.0 {
            Some(function) => function.clone(),
            None => Reflect::get(&global, &"fetch".into())?.dyn_into()?,
        };
        Ok(Promise::resolve(&function.call2(&global, &address.into(), &init)?))
    }
}

/// Redirects are not followed: a login page behind one would look like an answer, and a payload would go astray.
/// Cookies of the page's own origin go along, for a gateway; other runtimes get them as a header.
fn init(request: &Request, packed: Option<&Uint8Array>, signal: &AbortSignal) -> Result<JsValue, JsValue> {
    let headers = Array::new();
    if packed.is_some() {
        headers.push(&Array::of2(&"content-encoding".into(), &"gzip".into()));
    }
    for (name, value) in &request.headers {
        headers.push(&Array::of2(&(*name).into(), &value.into()));
    }
    let init = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&init, &name.into(), value);
    set("method", &request.method.as_str().into())?;
    set("headers", &headers)?;
    set("redirect", &"manual".into())?;
    set("credentials", &"same-origin".into())?;
    set("cache", &"no-store".into())?;
    set("signal", signal)?;
    if let Some(packed) = packed {
        set("body", packed)?;
    } else if let Some(body) = &request.body {
        // A copy: a view into the core's memory would be torn away when that memory grows.
        set("body", &Uint8Array::from(&body[..]))?;
    }
    Ok(init.into())
}

/// The body as gzip, by the runtime's own means; nothing where it has none, and the body then goes as it is.
async fn packed(request: &Request) -> Option<Uint8Array> {
    let body = Uint8Array::from(request.body.as_deref()?);
    let stream = CompressionStream::new("gzip").ok()?;
    let writer = stream.writable().get_writer();
    // Neither is waited for: the writing end waits for the reading one, whose end says whether all went well.
    spawn_local(settle(writer.write(&body)));
    spawn_local(settle(writer.close()));
    let mut bytes = Vec::new();
    let reader = stream.readable().get_reader().ok()?;
    loop {
        let piece = JsFuture::from(reader.read().ok()?).await.ok()?;
        if property(&piece, "done").is_truthy() {
            return Some(Uint8Array::from(&bytes[..]));
        }
        bytes.extend(property(&piece, "value").dyn_into::<Uint8Array>().ok()?.to_vec());
    }
}

async fn settle(promise: Promise) {
    let _ = JsFuture::from(promise).await;
}

async fn read(answer: &FetchResponse, status: f64) -> Result<Response, Failure> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a status has three digits")]
    let status = status as u16;
    let headers = answer.headers().map_err(|error| failure(&error))?;
    let mut kept = Vec::new();
    for name in Response::HEADERS {
        match headers.get_set_cookie() {
            Ok(cookies) if name == "set-cookie" => {
                kept.extend(cookies.iter().filter_map(|cookie| Some((name.to_owned(), cookie.as_string()?))));
            }
            _ => kept.extend(headers.get(name).ok().flatten().map(|value| (name.to_owned(), value))),
        }
    }
    let body = read_body(answer).await?;
    Ok(Response { status, headers: kept, body })
}

/// Reads piece by piece, so that an endless answer ends at its limit.
async fn read_body(answer: &FetchResponse) -> Result<Vec<u8>, Failure> {
    let stream = answer.body().ok().flatten().filter(|stream| stream.is_object());
    let Some(reader) = stream.and_then(|stream| stream.get_reader().ok()) else {
        return read_at_once(answer).await;
    };
    let mut bytes = Vec::new();
    loop {
        let read = reader.read().map_err(|error| failure(&error))?;
        let piece = JsFuture::from(read).await.map_err(|error| failure(&error))?;
        if property(&piece, "done").is_truthy() {
            return Ok(bytes);
        }
        let Ok(piece) = property(&piece, "value").dyn_into::<Uint8Array>() else {
            return Err(Failure::new(FailureKind::Unsendable, "the answer's body is not made of bytes"));
        };
        if bytes.len() as u64 + u64::from(piece.length()) > u64::from(limits::RESPONSE_BYTES) {
            spawn_local(end(reader));
            return Err(too_large());
        }
        bytes.extend(piece.to_vec());
    }
}

/// Nobody waits for the rest of an answer, and how its end fails is of no interest: the failure is told already.
async fn end(reader: StreamReader) {
    if let Ok(ending) = reader.cancel() {
        let _ = JsFuture::from(ending).await;
    }
}

async fn read_at_once(answer: &FetchResponse) -> Result<Vec<u8>, Failure> {
    let buffer = answer.array_buffer().map_err(|error| failure(&error))?;
    let buffer = JsFuture::from(buffer).await.map_err(|error| failure(&error))?;
    let buffer: ArrayBuffer = buffer.unchecked_into();
    if buffer.byte_length() > limits::RESPONSE_BYTES {
        return Err(too_large());
    }
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn too_large() -> Failure {
    Failure::new(FailureKind::TooLarge, format!("over {} bytes", limits::RESPONSE_BYTES))
}

/// Reads what `fetch` throws: in Node the reason stands in `cause`, elsewhere in the message alone.
fn failure(error: &JsValue) -> Failure {
    let cause = property(error, "cause");
    let told = if cause.is_object() { &cause } else { error };
    // Where several addresses were tried, the first reason stands for all.
    let first = property(&property(told, "errors"), "0");
    let told = if text(told, "message").is_none() && first.is_object() { &first } else { told };
    let code = text(told, "code").or_else(|| text(error, "code"));
    let message = text(told, "message").or_else(|| text(error, "message"));
    Failure::from_code(code.as_deref(), message.unwrap_or_default())
}

fn text(value: &JsValue, name: &str) -> Option<String> {
    property(value, name).as_string().filter(|text| !text.is_empty())
}

fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
